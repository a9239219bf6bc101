"""The bounds hold in the process that sets them."""

import subprocess
import sys

FILL = """
from ahpjournal.pdf.reading.limits import MEMORY, hold_back
hold_back()
try:
    kept = bytearray(MEMORY)
except MemoryError:
    print("bound")
"""

INFLATE = """
import io, zlib, pikepdf
from ahpjournal.pdf.reading.limits import INFLATED, hold_back
hold_back()
pdf = pikepdf.new()
stream = pikepdf.Stream(pdf, zlib.compress(bytes(2 * INFLATED)), Filter=pikepdf.Name.FlateDecode)
try:
    stream.read_bytes()
except RuntimeError:
    print("bound")
"""


def said(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return run.stdout.strip()


def test_streams_grow_no_further_than_allowed() -> None:
    assert said(INFLATE) == "bound"


def test_memory_is_bound() -> None:
    if sys.platform == "win32":
        return
    assert said(FILL) == "bound"
