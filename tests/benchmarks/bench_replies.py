"""Round trips of a coach's reply through writers that are not ours: every box and comment is back.

Each writer that is on this computer fills every box of the demo's coach PDF and saves it; then it
is read as a reply is. Chromium is used as a coach does, by mouse and keys on a virtual screen.
Options: --pdfjs FOLDER (of the npm package pdfjs-dist), --keep FOLDER (for the files).
"""

import argparse
import json
import logging
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reply_writers import chromium_writer

from ahpjournal.bootstrap import DEMO_NOW, workshop
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.reply_form import FieldKind, ReplyForm
from ahpjournal.services.returned_pdfs import file_bytes, read_pdf

HERE = Path(__file__).parent / "reply_writers"
TEXT = (
    "\u0174yl o\u2019r bore \u201cda\u201d (round) [square] \\ back / slash\n"
    "Second line: 50 %, <b>not bold</b>, \u65e5\u672c \U0001f600.\n\nA long one: " + "word " * 120
).strip()

BEYOND_KEYS = 0x10000
"""X hands on keys for signs below this; most emoji lie above."""

Writer = Callable[[Path, Path, dict[str, str]], None]


def main() -> int:
    """Write the form, let each writer fill it in, read it, and judge."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it says what it cannot draw
    options = argparse.ArgumentParser()
    options.add_argument("--pdfjs", default="")
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        source = place / "coach.pdf"
        form = write_form(source)
        faults = 0
        for name, writer in writers(chosen.pdfjs).items():
            target = place / f"{name}.pdf"
            values = wanted(form)
            try:
                writer(source, target, values)
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired, OSError) as error:
                print(f"{name:10} could not be run: {type(error).__name__}")
                continue
            only = chromium_writer.filled(source) if name == "chromium" else frozenset(values)
            faults += judge(name, target, form, {n: values[n] for n in values if n in only})
    return 1 if faults else 0


def write_form(path: Path) -> ReplyForm:
    """Write the demo's coach PDF."""
    session = workshop(FixedClock(DEMO_NOW)).memory()
    workshop(FixedClock(DEMO_NOW)).fill_with_demo(session)
    content = session.portfolios.content(session.portfolios.saved_selection())
    session.portfolios.write_pdf(session.gate.keeper().clear(content), path, SilentJob())
    session.close()
    if content.form is None:
        raise ValueError("no form")
    return content.form


def wanted(form: ReplyForm) -> dict[str, str]:
    """Give a value for every box."""
    values = {}
    for i, box in enumerate(form.fields):
        match box.kind:
            case FieldKind.TEXT:
                values[box.name] = f"{i}: {TEXT}"
            case FieldKind.LINE:
                values[box.name] = "Si\u00e2n \u0174yn-O\u2019Brien"
            case FieldKind.TICK:
                values[box.name] = "Yes"
            case FieldKind.CHOICE:
                values[box.name] = box.options[1 + i % (len(box.options) - 1)][0]
    return values


def judge(name: str, path: Path, form: ReplyForm, values: dict[str, str]) -> int:
    """Read what came back, print a line, and give 1 if anything is missing."""
    started = time.perf_counter()
    found = read_pdf(file_bytes(path), SilentJob())
    took = time.perf_counter() - started
    boxes = {box.name: box.value for box in found.boxes}
    labels = {code: label for box in form.fields for code, label in box.options}
    whole = [n for n, v in values.items() if boxes.get(n) in {v, labels.get(v)}]
    typed = [n for n in values if boxes.get(n)]
    pages = (found.manifest or {}).get("pages")
    same = "as they were" if pages == list(found.digests) else "DIFFER"
    print(
        f"{name:10} {len(whole):3} of {len(values)} boxes back whole, {len(typed)} not empty;"
        f" {len(found.comments)} comments; manifest {'kept' if found.manifest else 'gone'};"
        f" pages {same};"
        f" {path.stat().st_size / 1024:.0f} KB, read in {took:.1f} s"
    )
    for missing in sorted(set(values) - set(whole))[:3]:
        print(f"    {missing}: {boxes.get(missing, 'no such box')!r:.90}")
    return 0 if len(whole) == len(values) else 1


def writers(pdfjs: str) -> dict[str, Writer]:
    """Give the writers that are here."""
    found: dict[str, Writer] = {"pypdf": by_pypdf, "pikepdf": by_pikepdf}
    if Path("/usr/bin/python3").exists() and _has_poppler():
        found["poppler"] = by_script(["/usr/bin/python3", str(HERE / "poppler_writer.py")])
    if shutil.which("mutool"):
        found["mutool"] = by_script(["mutool", "run", str(HERE / "mutool_writer.js")])
    if shutil.which("node") and pdfjs:
        script = ["node", str(HERE / "pdfjs_writer.mjs")]
        found["pdfjs"] = by_script(script, str(Path(pdfjs).absolute()))
    if shutil.which("pdftk"):
        found["pdftk"] = by_pdftk
    if chromium_writer.is_here():
        found["chromium"] = by_chromium
    return found


def _has_poppler() -> bool:
    code = "import gi; gi.require_version('Poppler', '0.18')"
    command = ["/usr/bin/python3", "-c", code]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def by_script(command: list[str], *more: str) -> Writer:
    """Give a writer that is a program: it is handed from, to and a JSON file of values."""

    def write(source: Path, target: Path, values: dict[str, str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            given = Path(folder) / "values.json"
            given.write_text(json.dumps(values), encoding="utf-8")
            subprocess.run(
                [*command, str(source), str(target), str(given), *more], check=True, timeout=120
            )

    return write


def by_pypdf(source: Path, target: Path, values: dict[str, str]) -> None:
    """Fill in with pypdf."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(source))
    for page in writer.pages:
        given = {n: "/Yes" if v == "Yes" else v for n, v in values.items()}
        writer.update_page_form_field_values(page, given, auto_regenerate=False)
    writer.write(target)


def by_pikepdf(source: Path, target: Path, values: dict[str, str]) -> None:
    """Fill in with pikepdf's own forms."""
    import pikepdf
    from pikepdf.form import CheckboxField, ChoiceField, Form, TextField

    with pikepdf.open(source) as pdf:
        form = Form(pdf)
        for name, value in values.items():
            field = form[name]
            if isinstance(field, CheckboxField):
                field.checked = True
            elif isinstance(field, (ChoiceField, TextField)):
                field.value = value
        pdf.save(target)


def by_chromium(source: Path, target: Path, values: dict[str, str]) -> None:
    """Fill in by mouse and keys; signs that the virtual screen has no key for are left out."""
    typed = {n: "".join(c for c in v if ord(c) < BEYOND_KEYS) for n, v in values.items()}
    values.update(typed)
    chromium_writer.write(source, target, typed, target.parent)


def by_pdftk(source: Path, target: Path, values: dict[str, str]) -> None:
    """Fill in with pdftk, from a file of values in XML."""
    from xml.sax.saxutils import escape, quoteattr

    rows = "".join(
        f"<field name={quoteattr(n)}><value>{escape(v)}</value></field>" for n, v in values.items()
    )
    xfdf = (
        '<?xml version="1.0" encoding="UTF-8"?><xfdf xmlns="http://ns.adobe.com/xfdf/"'
        f' xml:space="preserve"><fields>{rows}</fields></xfdf>'
    )
    command = ["pdftk", str(source), "fill_form", "-", "output", str(target)]
    subprocess.run(command, input=xfdf.encode(), check=True, timeout=120)


if __name__ == "__main__":
    sys.exit(main())
