"""Fills boxes and adds a note through poppler's GLib binding, as Evince and Okular do.

Run with the system's own Python: it has the binding. Arguments: from, to, a JSON file of values.
"""

import json
import sys
from pathlib import Path

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402 - the binding asks for its version first


def main() -> None:
    source, target, given = sys.argv[1:]
    values = json.loads(Path(given).read_text(encoding="utf-8"))
    document = Poppler.Document.new_from_file(Path(source).absolute().as_uri(), None)
    for number in range(document.get_n_pages()):
        page = document.get_page(number)
        for mapping in page.get_form_field_mapping():
            field = mapping.field
            name = field.get_name()
            if name not in values:
                continue
            kind = field.get_field_type()
            if kind == Poppler.FormFieldType.TEXT:
                field.text_set_text(values[name])
            elif kind == Poppler.FormFieldType.BUTTON:
                field.button_set_state(bool(values[name]))
            elif kind == Poppler.FormFieldType.CHOICE:
                items = [field.choice_get_item(i) for i in range(field.choice_get_n_items())]
                field.choice_select_item(
                    next(i for i, w in enumerate(items) if w[0] == values[name])
                )
    page = document.get_page(0)
    rect = Poppler.Rectangle()
    rect.x1, rect.y1, rect.x2, rect.y2 = 100, 700, 120, 720
    note = Poppler.AnnotText.new(document, rect)
    note.set_contents("A note from poppler")
    note.set_label("The coach")
    page.add_annot(note)
    document.save(Path(target).absolute().as_uri())


main()
