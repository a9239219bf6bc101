"""How much of a returned PDF is read, and what keeps its reader within bounds."""

import sys
from contextlib import suppress

import pikepdf

LARGEST_FILE = 100 << 20
"""Bytes; our own documents of a thousand reflections have two million."""

SECONDS = 25
"""How long reading may take."""

MEMORY = 1 << 30
"""Bytes of address space of the reader."""

INFLATED = 48 << 20
"""Bytes that one compressed stream may grow to."""

MOST_PAGES = 5_000
MOST_BOXES = 2_000
MOST_COMMENTS = 2_000
MOST_LETTERS = 50_000
"""Letters of one answer or comment."""

MOST_LETTERS_IN_ALL = 2_000_000
DEEPEST = 24
LARGEST_MANIFEST, LARGEST_METADATA = 2 << 20, 1 << 20
MOST_DRAWING = 64 << 20
"""Bytes of what draws the pages that are looked at; ours of a thousand reflections have six."""
SEARCHED_PAGES, SEARCH_SECONDS = 60, 4.0
"""Pages that are searched for the printed reference, and how long at most."""


def hold_back() -> None:
    """Bind this process: memory, processor time, what streams may inflate to, files it writes."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=INFLATED,
        run_length_max_memory=INFLATED,
        png_max_memory=INFLATED,
        tiff_max_memory=INFLATED,
        dct_max_memory=INFLATED,
        dct_max_progressive_scans=200,
        parser_max_nesting=200,
        parser_max_errors=500,
        parser_max_container_size=200_000,
        parser_max_container_size_damaged=20_000,
        max_stream_filters=16,
    )
    if sys.platform == "win32":
        with suppress(OSError):
            _hold_back_on_windows()
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


if sys.platform == "win32":

    def _hold_back_on_windows() -> None:
        """Put this process into a job that bounds its memory and starts no other process."""
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = (
                ("PerProcessUserTimeLimit", ctypes.c_int64),
                ("PerJobUserTimeLimit", ctypes.c_int64),
                ("LimitFlags", wintypes.DWORD),
                ("MinimumWorkingSetSize", ctypes.c_size_t),
                ("MaximumWorkingSetSize", ctypes.c_size_t),
                ("ActiveProcessLimit", wintypes.DWORD),
                ("Affinity", ctypes.c_size_t),
                ("PriorityClass", wintypes.DWORD),
                ("SchedulingClass", wintypes.DWORD),
            )

        class Extended(ctypes.Structure):
            _fields_ = (
                ("BasicLimitInformation", Basic),
                ("IoInfo", ctypes.c_uint64 * 6),
                ("ProcessMemoryLimit", ctypes.c_size_t),
                ("JobMemoryLimit", ctypes.c_size_t),
                ("PeakProcessMemoryUsed", ctypes.c_size_t),
                ("PeakJobMemoryUsed", ctypes.c_size_t),
            )

        extended_limit, process_time, active, process_memory = 9, 0x2, 0x8, 0x100
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job = kernel.CreateJobObjectW(None, None)
        limits = Extended()
        limits.BasicLimitInformation.LimitFlags = process_time | active | process_memory
        limits.BasicLimitInformation.PerProcessUserTimeLimit = SECONDS * 10_000_000
        limits.BasicLimitInformation.ActiveProcessLimit = 1
        limits.ProcessMemoryLimit = MEMORY
        kernel.SetInformationJobObject(
            job, extended_limit, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
