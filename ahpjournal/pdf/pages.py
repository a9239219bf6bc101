"""Fills pages with flowables, from top to bottom and without ever going back.

Platypus' own template tries a heading that does not fit for ever and decides about one flowable
at a time. Here a heading goes with what follows it, a table does not leave a row alone, and each
step either puts something on the page or begins a new one, so that every story ends.
"""

from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from reportlab.platypus import CondPageBreak, KeepTogether, PageBreak, Spacer

from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.pdf.styles import (
    FRAME_WIDTH,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_TOP,
    PAGE_HEIGHT,
)

FRAME_HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
_LONGEST_CHAIN = 8
_REPORT_EVERY = 8
_CLOSE = 0.01


class Later:
    """Flowables that are made when the story reaches them, so that they need not wait in memory."""

    def __init__(self, make: Callable[[], list[Any]]) -> None:
        """Hold *make*, which is called once."""
        self.make = make


class TopSpacer(Spacer):
    """Room that stays even at the top of a page."""


class Watch:
    """Tells a job how far the story is, out of *total* flowables."""

    def __init__(self, job: Job, total: int) -> None:
        """Begin with nothing done."""
        self._job = job
        self._total = total
        self._done = 0

    def step(self) -> None:
        """Take note of another flowable.

        Raises:
            Cancelled: the user stopped it.
        """
        self._job.check_cancelled()
        self._done += 1
        if self._done % _REPORT_EVERY == 0:
            done = min(self._done, self._total)
            self._job.report(Progress(done, self._total, JobStage.DRAWING))


class _Story:
    """The flowables to come; what stands for several is opened up on the way."""

    def __init__(self, items: Iterable[Any], watch: Watch) -> None:
        self._outer = iter(items)
        self._watch = watch
        self._inner: deque[Any] = deque()

    def peek(self) -> Any:
        """Give the next flowable, which stays; None at the end."""
        while True:
            if not self._inner:
                following = next(self._outer, None)
                if following is None:
                    return None
                self._watch.step()
                self._inner.append(following)
            if not isinstance(self._inner[0], Later):
                return self._inner[0]
            self.put_back(self._inner.popleft().make())

    def take(self) -> Any:
        """Give the next flowable; there has to be one."""
        self.peek()
        return self._inner.popleft()

    def put_back(self, items: list[Any]) -> None:
        """Let *items* come next."""
        self._inner.extendleft(reversed(items))


class PageFiller:
    """Puts flowables on the pages of a canvas."""

    def __init__(self, canvas: Any, watch: Watch, on_placed: Callable[[Any], None]) -> None:
        """Begin at the top of the first page; *on_placed* hears of each flowable on paper."""
        self._canvas = canvas
        self._watch = watch
        self._on_placed = on_placed
        self._room = FRAME_HEIGHT
        self._after = 0.0
        self.is_at_top = True

    def fill(self, items: Iterable[Any]) -> None:
        """Put *items* on pages.

        Raises:
            Cancelled: the user stopped it.
        """
        story = _Story(items, self._watch)
        while (item := story.peek()) is not None:
            if isinstance(item, PageBreak):
                story.take()
                self.end_page()
            elif isinstance(item, CondPageBreak):
                story.take()
                if self._room < item.height:
                    self.end_page()
            else:
                self._place(*self._chain(story), story)

    def end_page(self) -> None:
        """Go to the next page, unless this one is still empty."""
        if self.is_at_top:
            return
        self._canvas.showPage()
        self._room = FRAME_HEIGHT
        self._after = 0.0
        self.is_at_top = True

    def _chain(self, story: _Story) -> tuple[list[Any], bool, float]:
        """Take what has to begin on one page: headings and what follows them.

        Also tells whether the last one may be split, and how much room is asked for.
        """
        chain: list[Any] = []
        asked = 0.0
        while True:
            item = story.take()
            if isinstance(item, CondPageBreak):
                asked = max(asked, self._heights(chain)[0] + item.height)
            elif isinstance(item, KeepTogether):
                return [*chain, *item._content], False, asked
            else:
                chain.append(item)
            following = story.peek()
            if following is None or isinstance(following, PageBreak):
                return chain, True, asked
            if chain and not chain[-1].getKeepWithNext():
                return chain, True, asked
            if len(chain) >= _LONGEST_CHAIN:
                return chain, True, asked

    def _place(
        self,
        chain: list[Any],
        may_split: bool,  # noqa: FBT001
        asked: float,
        story: _Story,
    ) -> None:
        total, before_last = self._heights(chain)
        if total <= self._room + _CLOSE and asked <= self._room:
            for item in chain:
                self._draw(item)
            return
        if may_split and chain and asked <= self._room:
            left = self._room - before_last
            parts = chain[-1].split(FRAME_WIDTH, left) if left > 0 else []
            if len(parts) > 1 and self._measured(parts[0]) <= left + _CLOSE:
                for item in [*chain[:-1], parts[0]]:
                    self._draw(item)
                story.put_back(parts[1:])
                self.end_page()
                return
        if not self.is_at_top:
            self.end_page()
            self._place(chain, may_split, 0.0, story)
        else:
            story.put_back(chain[1:])
            self._force(chain[0], story)

    def _force(self, item: Any, story: _Story) -> None:
        """Put *item* on an empty page: split if it has to be, smaller if it cannot be split."""
        height = self._measured(item)
        if height <= self._room + _CLOSE:
            self._draw(item)
            return
        parts = item.split(FRAME_WIDTH, self._room)
        if len(parts) > 1 and self._measured(parts[0]) <= self._room + _CLOSE:
            self._draw(parts[0])
            story.put_back(parts[1:])
            self.end_page()
            return
        scale = self._room / height
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(MARGIN_LEFT, MARGIN_BOTTOM)
        canvas.scale(scale, scale)
        item.drawOn(canvas, 0, 0)
        canvas.restoreState()
        self._placed(item, self._room)

    def _heights(self, chain: list[Any]) -> tuple[float, float]:
        """Measure *chain* from where the page is filled to: all of it, and all but the last."""
        total = before_last = 0.0
        after, is_at_top = self._after, self.is_at_top
        for item in chain:
            if is_at_top and _falls_away(item):
                continue
            gap = 0.0 if is_at_top else max(item.getSpaceBefore(), after)
            before_last = total + gap
            total = before_last + self._measured(item)
            after = item.getSpaceAfter()
            is_at_top = False
        return total, before_last

    def _measured(self, item: Any) -> float:
        return float(item.wrapOn(self._canvas, FRAME_WIDTH, FRAME_HEIGHT)[1])

    def _draw(self, item: Any) -> None:
        if self.is_at_top and _falls_away(item):
            return
        gap = 0.0 if self.is_at_top else max(item.getSpaceBefore(), self._after)
        height = self._measured(item)
        self._room -= gap
        item.drawOn(self._canvas, MARGIN_LEFT, MARGIN_BOTTOM + self._room - height)
        self._placed(item, height)

    def _placed(self, item: Any, height: float) -> None:
        self._room -= height
        self._after = item.getSpaceAfter()
        self.is_at_top = False
        self._on_placed(item)


def _falls_away(item: Any) -> bool:
    """Tell whether *item* is room between things, which the top of a page does not need."""
    return isinstance(item, Spacer) and not isinstance(item, TopSpacer)
