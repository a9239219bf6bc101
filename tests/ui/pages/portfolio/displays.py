"""Displays that keep what they are given."""

from ahpjournal.ui.pages.portfolio.leaving_presenter import LeavingState
from ahpjournal.ui.pages.portfolio.presenter import PortfolioState


class FakeDisplay:
    """Keeps states; *words* stands for what is in the field."""

    def __init__(self) -> None:
        self.states: list[PortfolioState] = []
        self.words = ""

    def render_state(self, state: PortfolioState) -> None:
        """Keep *state*."""
        self.states.append(state)

    def show_talk_about(self, markdown: str) -> None:
        """Fill the field."""
        self.words = markdown

    def typed_talk_about(self) -> str:
        """Give the field."""
        return self.words


class LeavingDisplay:
    """Keeps states of the way out; its fields are attributes."""

    def __init__(self) -> None:
        self.states: list[LeavingState] = []
        self.password = ("", "")
        self.for_whom = ""

    @property
    def state(self) -> LeavingState:
        """The last state."""
        return self.states[-1]

    def render_leaving(self, state: LeavingState) -> None:
        """Keep *state*."""
        self.states.append(state)

    def typed_password(self) -> tuple[str, str]:
        """Give the fields."""
        return self.password

    def forget_password(self) -> None:
        """Empty the fields."""
        self.password = ("", "")

    def typed_for_whom(self) -> str:
        """Give the field."""
        return self.for_whom

    def show_for_whom(self, name: str) -> None:
        """Fill the field."""
        self.for_whom = name

    def page_width(self) -> int:
        """Give a small width: the picture is not looked at."""
        return 100
