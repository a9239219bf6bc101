"""Joins the about view and presenter."""

from pathlib import Path

from ahpjournal.assets import read_text, resource_names
from ahpjournal.services.build_note import version_in_words
from ahpjournal.text import _
from ahpjournal.ui.archive_offer import ArchiveOffer
from ahpjournal.ui.dialogs import DialogGate
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.about.presenter import AboutPresenter, HelpTopic
from ahpjournal.ui.pages.about.view import AboutView


class AboutQuestions:
    """The questions of this page, through the dialog gate."""

    def __init__(self, dialogs: DialogGate, folder: Path) -> None:
        """Start in *folder*."""
        self._dialogs = dialogs
        self._folder = folder

    def ask_open(self) -> Path | None:
        """Ask which journal to open."""
        return self._dialogs.choose_open_file(_("Open a journal"), self._folder, _journals())

    def ask_new(self) -> Path | None:
        """Ask where to make a new journal."""
        name = self._folder / _("Journal.ahpjournal")
        return self._dialogs.choose_save_file(_("New journal"), name, _journals())

    def ask_export(self, name: str) -> Path | None:
        """Ask where to save a copy as JSON."""
        return self._dialogs.choose_save_file(
            _("Save a copy"), Path.home() / name, _("JSON (*.json)")
        )


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = AboutView(context.theme)
    path = context.session.path
    folder = path.parent if path is not None else Path.home()

    def recent() -> tuple[Path, ...]:
        return tuple(Path(p) for p in context.settings.current.recent)

    def open_outside(place: Path) -> None:
        context.dialogs.open_outside(str(place))

    presenter = AboutPresenter(
        view,
        context.session,
        context.jobs,
        context.door,
        AboutQuestions(context.dialogs, folder),
        _topics(),
        recent,
        open_outside,
        version_in_words(),
    )
    view.add_way(ArchiveOffer(context.jobs, context.dialogs, context.door.open_journal, recent))
    view.folder_requested.connect(presenter.show_folder)
    view.open_requested.connect(presenter.open_other)
    view.create_requested.connect(presenter.create)
    view.demo_requested.connect(presenter.open_demo)
    view.check_requested.connect(presenter.check)
    view.export_requested.connect(presenter.export)
    view.cancel_requested.connect(presenter.cancel)
    view.recent_requested.connect(presenter.open_recent)
    view.topic_requested.connect(presenter.show_topic)
    return Page(view, presenter)


def _journals() -> str:
    return _("Journals (*.ahpjournal)")


def _topics() -> tuple[HelpTopic, ...]:
    topics = []
    for name in resource_names("help", ".md"):
        text = read_text("help", name)
        title = text.lstrip("# ").split("\n", 1)[0].strip()
        topics.append(HelpTopic(name.removesuffix(".md"), title, text))
    return tuple(topics)
