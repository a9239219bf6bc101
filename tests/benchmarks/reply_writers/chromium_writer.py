"""Fills boxes in Chromium's viewer by keyboard, on a screen of its own, as a coach does.

A click in the first box, then Tab leads on; Space ticks; the arrow keys choose. Saving is the
download button and "With your changes". Pictures are kept where a folder is named.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf

DISPLAY, SIZE = ":93", "1300x1100"
_DOWNLOAD, _SAVE = (1196, 172), (1162, 945)
_LEFT, _TOP, _SCALE = 395, 203, 96 / 72
"""Where a page stands at full size, in pixels."""
NEEDED = ("chromium", "Xvfb", "xdotool", "matchbox-window-manager", "import")


def is_here() -> bool:
    """Tell whether everything it needs is on this computer."""
    return all(shutil.which(name) for name in NEEDED)


def write(source: Path, target: Path, values: Mapping[str, str], pictures: Path | None) -> None:
    """Fill in the page of *source* with the most boxes, and save it as *target*."""
    page, x, y, boxes = _first_box(source)
    address = f"{source.absolute().as_uri()}#page={page}"
    with tempfile.TemporaryDirectory() as folder, _screen(), _chromium(address, Path(folder)):
        _click(x, y)
        for i, (name, kind, codes) in enumerate(boxes):
            _keys(*["Tab"] * min(i, 1))
            if kind == "/Tx":
                _type(values[name])
            elif kind == "/Btn":
                _keys("space")
            else:
                _keys(*["Down"] * codes.index(values[name]))
        _picture(pictures, "chromium-filled")
        _keys("Tab")
        time.sleep(1)
        _save(Path(folder), target, pictures)


def filled(source: Path) -> frozenset[str]:
    """Name the boxes that write() fills in."""
    return frozenset(name for name, *_rest in _first_box(source)[3])


def _first_box(source: Path) -> tuple[int, int, int, list[tuple[str, str, list[str]]]]:
    """Give the page with the most boxes, the place on the screen of its first, and its boxes.

    Only one page: where another begins, the viewer stops Tab at its own marks as well.
    """
    with pikepdf.open(source) as pdf:
        pages = {page.obj.objgen: i for i, page in enumerate(pdf.pages, start=1)}
        by_page: dict[int, list[Any]] = {}
        for box in pdf.Root.AcroForm.Fields:
            by_page.setdefault(pages[box.P.objgen], []).append(box)
        page, boxes = max(by_page.items(), key=lambda item: len(item[1]))
        left, bottom, right, top = (float(v) for v in boxes[0].Rect)
        x = round(_LEFT + (left + right) / 2 * _SCALE)
        y = round(_TOP + (842 - (bottom + top) / 2) * _SCALE)
        return (
            page,
            x,
            y,
            [
                (str(b.T), str(b.FT), [str(option[0]) for option in b.get("/Opt", [])])
                for b in boxes
            ],
        )


@contextmanager
def _screen() -> Iterator[None]:
    with _running(["Xvfb", DISPLAY, "-screen", "0", f"{SIZE}x24"]):
        time.sleep(1)
        with _running(["matchbox-window-manager", "-use_titlebar", "no"]):
            time.sleep(1)
            yield


@contextmanager
def _chromium(address: str, folder: Path) -> Iterator[None]:
    preferences = folder / "profile" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(
        '{"download": {"default_directory": "%s", "prompt_for_download": false}}' % (folder / "in"),
        encoding="utf-8",
    )
    (folder / "in").mkdir()
    command = ["chromium", f"--user-data-dir={folder / 'profile'}", "--no-first-run"]
    if os.geteuid() == 0:
        command.append("--no-sandbox")
    with _running([*command, "--disable-gpu", "--window-size=1300,1100", address]):
        time.sleep(9)
        yield


@contextmanager
def _running(command: list[str]) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def _save(folder: Path, target: Path, pictures: Path | None) -> None:
    """Press the button for downloading, choose "With your changes", and take the file."""
    _click(*_DOWNLOAD)
    time.sleep(2)
    _picture(pictures, "chromium-saving")
    _keys("Down", "Return")
    time.sleep(3)
    _keys("ctrl+a")
    _type(str(folder / "in" / "saved.pdf"))
    _picture(pictures, "chromium-naming")
    _click(*_SAVE)
    for _wait in range(20):
        time.sleep(0.5)
        done = [p for p in (folder / "in").glob("*.pdf") if p.stat().st_size]
        if done:
            time.sleep(1)
            shutil.copyfile(done[0], target)
            return
    _picture(pictures, "chromium-stuck")
    raise OSError("nothing was downloaded")


def _environment() -> dict[str, str]:
    return {**os.environ, "DISPLAY": DISPLAY}


def _tool(*words: str) -> None:
    command = [shutil.which("xdotool") or "", *words]
    subprocess.run(command, env=_environment(), check=True, timeout=120)


def _keys(*keys: str) -> None:
    for key in keys:
        _tool("key", "--clearmodifiers", key)
        time.sleep(0.15)


def _type(text: str) -> None:
    for i, line in enumerate(text.split("\n")):
        if i:
            _keys("Return")
        if line:
            _tool("type", "--delay", "12", line)
    time.sleep(0.3)


def _click(x: int, y: int) -> None:
    _tool("mousemove", str(x), str(y), "click", "1")
    time.sleep(0.5)


def _picture(folder: Path | None, name: str) -> None:
    if folder is not None:
        command = ["import", "-window", "root", str(folder / f"{name}.png")]
        subprocess.run(command, env=_environment(), check=False, timeout=30)
