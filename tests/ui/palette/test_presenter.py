"""The palette: lists what fits, does what is chosen, and says why something cannot be done."""

from collections.abc import Callable

from ahpjournal.ui.palette.command import Command, nothing_hinders
from ahpjournal.ui.palette.presenter import PalettePresenter, PaletteState


class FakeDisplay:
    """Keeps the last state."""

    def __init__(self) -> None:
        self.state = PaletteState()
        self.is_open = True

    def render_state(self, state: PaletteState) -> None:
        """Keep it."""
        self.state = state

    def put_away(self) -> None:
        """Take note."""
        self.is_open = False


class Desk:
    """A palette over three commands, the last of which cannot be done."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.is_open_when_done: list[bool] = []
        self.display = FakeDisplay()
        commands = (
            self.command("New reflection", also="entry"),
            self.command("Actions"),
            self.command("New action", lambda: "This journal is read only."),
        )
        self.presenter = PalettePresenter(self.display, lambda: commands)
        self.presenter.open()

    def command(
        self, title: str, hindrance: Callable[[], str] = nothing_hinders, also: str = ""
    ) -> Command:
        """Give a command that is noted down when it is done."""

        def run() -> None:
            self.done.append(title)
            self.is_open_when_done.append(self.display.is_open)

        return Command(title, run, also=also, hindrance=hindrance)

    def titles(self) -> list[str]:
        """Give what is listed."""
        return [row.title for row in self.display.state.rows]


def test_everything_is_listed_until_something_is_typed() -> None:
    desk = Desk()
    assert desk.titles() == ["New reflection", "Actions", "New action"]
    assert desk.display.state.current == 0
    desk.presenter.type("act")
    assert desk.titles() == ["Actions", "New action"]
    assert desk.display.state.note == "2 fit"
    desk.presenter.type("new act")
    assert desk.titles() == ["New action"]


def test_the_arrows_go_round_and_return_does_the_command_once_the_list_is_gone() -> None:
    desk = Desk()
    desk.presenter.step(-1)
    assert desk.display.state.current == 2
    desk.presenter.step(2)
    assert desk.display.state.current == 1
    desk.presenter.choose()
    assert desk.done == ["Actions"]
    assert desk.is_open_when_done == [False]


def test_what_cannot_be_done_says_why_and_the_list_stays() -> None:
    desk = Desk()
    assert desk.display.state.rows[2].hindrance == "This journal is read only."
    desk.presenter.choose(2)
    assert desk.done == []
    assert desk.display.is_open
    assert desk.display.state.note == "This journal is read only."


def test_nothing_fits() -> None:
    desk = Desk()
    desk.presenter.type("zebra")
    assert desk.titles() == []
    assert desk.display.state.note.startswith("Nothing here is called that.")
    desk.presenter.step(1)
    desk.presenter.choose()
    assert desk.done == []


def test_closing_forgets_what_was_listed() -> None:
    desk = Desk()
    desk.presenter.close()
    assert desk.display.state == PaletteState()
    desk.presenter.choose(0)
    assert desk.done == []
