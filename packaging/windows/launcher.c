/* Starts AHP Journal: loads the Python that lies beside it and runs the program, nothing else.
   It links system libraries only and reads no environment variable and no registry value; nobody
   can use it as a Python of their own. Built by packaging/windows_stage.py. */
#define UNICODE
#define _UNICODE
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
typedef int(__cdecl *py_main_t)(int, wchar_t **);
static wchar_t folder[LONGEST], library[LONGEST];

static int refuse(const wchar_t *what) {
    wchar_t text[512];
    _snwprintf(text, 511,
               L"AHP Journal could not start: %ls (error %lu). Your journals are not touched. "
               L"Please ask your IT team to repair the installation.",
               what, GetLastError());
    text[511] = 0;
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", text);
#else
    MessageBoxW(NULL, text, L"AHP Journal", MB_ICONERROR);
#endif
    return 70;
}

static int start(int argc, wchar_t **argv) {
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST - 64);
    wchar_t *end = wcsrchr(folder, L'\\');
    if (!length || length >= LONGEST - 64 || !end) return refuse(L"its own folder");
    *end = 0;
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    _snwprintf(library, LONGEST - 1, L"%ls\\" PYTHON_DLL, folder);
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!python) return refuse(PYTHON_DLL);
    py_main_t py_main = (py_main_t)(void *)GetProcAddress(python, "Py_Main");
    if (!py_main) return refuse(L"Py_Main");
    static wchar_t *fixed[] = {L"-I", L"-B", L"-X", L"utf8", L"-m", L"ahpjournal_start"};
    const int count = (int)(sizeof fixed / sizeof *fixed);
    wchar_t **words = calloc((size_t)argc + count + 1, sizeof *words);
    if (!words) return refuse(L"memory");
    words[0] = argv[0];
    for (int i = 0; i < count; i++) words[i + 1] = fixed[i];
    for (int i = 1; i < argc; i++) words[count + i] = argv[i];
    return py_main(argc + count, words);
}

#ifdef CONSOLE
int wmain(int argc, wchar_t **argv) { return start(argc, argv); }
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show) {
    (void)instance; (void)before; (void)line; (void)show;
    int argc = 0;
    wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);
    return argv ? start(argc, argv) : refuse(L"the command line");
}
#endif
