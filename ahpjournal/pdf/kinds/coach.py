"""The coach conversation: what to talk about, what changed, open actions, then what was chosen."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from reportlab.platypus import CondPageBreak, KeepTogether, Spacer

from ahpjournal.charts.dumbbell import dumbbell_chart, dumbbell_height
from ahpjournal.charts.radar import radar_chart
from ahpjournal.charts.scene import ChartScene, ChartTable
from ahpjournal.charts.small_multiples import multiples_chart, multiples_height
from ahpjournal.charts.words import change_words, level_cell, month
from ahpjournal.domain.entries import Entry, Precision
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.plans import ActionPlan, ActionState
from ahpjournal.domain.portfolio import ChosenEntry, CoachContent
from ahpjournal.domain.progress import CompetencyProgress, ProgressReport
from ahpjournal.domain.ratings import Sitting, SittingKind
from ahpjournal.domain.reply_form import About
from ahpjournal.pdf.document import Story, Written, write_document
from ahpjournal.pdf.drawing import draw_scene
from ahpjournal.pdf.flowables import Bookmark, Figure, Rule, TaggedParagraph, tagged_table
from ahpjournal.pdf.fonts import register_fonts, text_width
from ahpjournal.pdf.kinds.reply_pages import entry_boxes, invitation, reply_part
from ahpjournal.pdf.markdown import markdown_flowables
from ahpjournal.pdf.markup import Markup, bold, escape, join, visible
from ahpjournal.pdf.styles import FRAME_WIDTH, style
from ahpjournal.pdf.tagging import DocumentFacts, Element
from ahpjournal.text import _, ngettext

FRONT_ACTIONS, FRONT_CHANGES = 5, 4
SCALE, SMALL_SCALE = 0.86, 0.8
TALLEST = 660.0
SECTION_ROOM = 280.0
"""Points that must be left on a page for another section to begin there."""
PANELS = 12
RADAR = 305.0


def write(content: CoachContent, path: Path, job: Job) -> Written:
    """Write the coach's PDF.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    job.report(Progress(0, 0, JobStage.GATHERING))
    register_fonts()
    return write_document(_CoachStory(content).story(), path, job)


class _CoachStory:
    """Builds the tree in reading order and the flowables that hang on it."""

    def __init__(self, content: CoachContent) -> None:
        self._content = content
        self._root = Element("Document")
        self._front_part = self._root.add("Sect")
        self._contents_part = self._root.add("Sect")
        self._number = 0
        self._abouts: dict[str, tuple[About, str]] = {}

    def story(self) -> Story:
        content = self._content
        created = datetime.combine(content.prepared_on, time(12), UTC)
        name = content.profile.name.strip()
        title = _("Coach conversation")
        front = self._front()
        body = self._body()
        if not body:
            body = [Spacer(1, 1)]
        return Story(
            facts=DocumentFacts(
                title=f"{title}: {visible(name)}" if name else title,
                author=visible(name),
                subject=_(
                    "Self-ratings, actions and reflections chosen for a coaching conversation"
                ),
                language="en-GB",
                identifier=f"urn:uuid:{content.export_id}",
                created=created.strftime("%Y-%m-%dT%H:%M:%SZ"),
                creator="AHP Journal",
            ),
            root=self._root,
            contents=self._contents_part,
            front=front,
            body=body,
            footer=_("Self-rated. Shared by its author for coaching."),
            reference=content.export_id[-8:],
            form=content.form,
            abouts=self._abouts,
        )

    # --- page one ------------------------------------------------------------------------------

    def _front(self) -> list[Any]:
        part = self._front_part
        found: list[Any] = [
            self._paragraph(_("Coach conversation"), "kicker", part),
            TaggedParagraph(escape(self._cover_title()), style("cover"), part.add("H1")),
            self._paragraph(self._who(), "lead", part),
            Rule(4),
        ]
        found += self._talk_about(part)
        found += self._what_changed(part)
        found += self._actions_in_brief(part)
        if len(found) == 4:
            found.append(
                self._paragraph(_("The following pages hold what was chosen."), "body", part)
            )
        if self._content.form is not None:
            found += invitation(part)
        return found

    def _cover_title(self) -> str:
        return self._content.profile.name.strip() or _("A leader in quality and safety")

    def _who(self) -> str:
        content = self._content
        profile = content.profile
        parts = [p for p in (profile.role_title, content.profession) if p.strip()]
        day = _day(content.prepared_on)
        prepared = _("Prepared on {date}").format(date=day)
        if profile.coach.strip():
            prepared = _("Prepared for {coach} on {date}").format(coach=profile.coach, date=day)
        return " \u00b7 ".join([*parts, prepared])

    def _talk_about(self, part: Element) -> list[Any]:
        if not visible(self._content.talk_about):
            return []
        return [
            self._heading(_("What I want to talk about"), 2, part),
            *markdown_flowables(self._content.talk_about, part, 3),
        ]

    def _what_changed(self, part: Element) -> list[Any]:
        report = self._content.progress
        if report is None:
            return []
        found: list[Any] = [
            self._heading(_("What changed"), 2, part),
            self._paragraph(_change_sentence(report), "body", part),
        ]
        steps = sorted((c for c in report.competencies if c.change), key=lambda c: -(c.change or 0))
        if steps:
            head = [
                escape(_("Largest steps, self-rated")),
                escape(_("Start")),
                escape(_("Now")),
                escape(_("Change")),
            ]
            rows = [
                [escape(c.competency.name), *(escape(t) for t in _numbers(c))]
                for c in steps[:FRONT_CHANGES]
            ]
            found.append(tagged_table(part, head, rows, (6, 1, 1, 1.2)))
        return found

    def _actions_in_brief(self, part: Element) -> list[Any]:
        waiting = [a for a in self._content.actions if a.state.is_open]
        if not waiting:
            return []
        count = ngettext("{count} open action", "{count} open actions", len(waiting))
        found: list[Any] = [self._heading(_("Open actions"), 2, part)]
        holder = part.add("L", attributes="<</O/List/ListNumbering/Disc>>")
        for action in waiting[:FRONT_ACTIONS]:
            item = holder.add("LI")
            label, body = item.add("Lbl"), item.add("LBody").add("P")
            words = escape(action.title or _("Action without a title"))
            detail = escape(" \u2013 " + _state_words(action))
            found.append(
                TaggedParagraph(
                    join(words, detail), style("body", 1), body, bulletText="\u2022", label=label
                )
            )
        if len(waiting) > FRONT_ACTIONS:
            text = _("{count} in all; the rest is in the section on actions.").format(
                count=count.format(count=len(waiting))
            )
            found.append(self._paragraph(text, "small", part))
        return found

    # --- the rest ------------------------------------------------------------------------------

    def _body(self) -> list[Any]:
        found: list[Any] = []
        for section in (self._ratings(), self._sittings(), self._actions(), self._reflections()):
            if section and found:
                found.append(CondPageBreak(SECTION_ROOM))
            found += section
        if self._content.form is not None:
            names = {c.id: c.name for c in self._content.pack.competencies}
            found += reply_part(self._content.form, self._root, names)
        return found

    def _ratings(self) -> list[Any]:
        report = self._content.progress
        if report is None:
            return []
        part = self._root.add("Sect")
        width = FRAME_WIDTH / SCALE
        radar = radar_chart(report, width, RADAR, text_width)
        dumbbell = dumbbell_chart(report, width, dumbbell_height(report), text_width)
        has_lookback = any(c.lookback is not None for c in report.competencies)
        found = [
            self._section(_("Ratings then and now"), part),
            self._paragraph(_scale_words(self._content), "body", part),
        ]
        if len(report.competencies) > 2:
            found.append(self._figure(radar, part))
        found.append(self._figure(dumbbell, part))
        if has_lookback:
            text = _(
                "The diamond is the start as seen from the end. Where it lies below the ring, the"
                " yardstick has moved: the writer knows more about what the level asks."
                " Neither figure replaces the other."
            )
            found.append(self._paragraph(text, "small", part))
        found.append(self._table(dumbbell.table, part))
        reasons = [c for c in report.competencies if visible(c.because)]
        if self._content.with_reasons and reasons:
            found.append(self._heading(_("In my own words"), 2, part))
            for row in reasons:
                words = join(bold(escape(row.competency.name + ": ")), escape(row.because))
                found.append(TaggedParagraph(words, style("body"), part.add("P")))
        return found

    def _sittings(self) -> list[Any]:
        report = self._content.progress
        if report is None or len(report.sittings) < 2:
            return []
        part = self._root.add("Sect")
        dates = ", ".join(f"{_short_label(s)} {_day(s.on)}" for s in report.sittings)
        found: list[Any] = [
            self._section(_("Over the sittings"), part),
            self._paragraph(
                _("When each rating was made: {dates}.").format(dates=dates), "small", part
            ),
        ]
        scenes = [self._multiples(chunk) for chunk in _chunks(report)]
        found += [self._figure(scene, part) for scene in scenes]
        name, *columns = scenes[0].table.header
        shown = [_short_label(s) for s in report.sittings]
        header = (name, *shown, *columns[len(shown) :])
        rows = tuple(
            tuple(c if c != _("no chance yet") else "\u2013" for c in row)
            for scene in scenes
            for row in scene.table.rows
        )
        found.append(self._table(ChartTable(header, rows), part))
        return found

    def _multiples(self, report: ProgressReport) -> ChartScene:
        width = FRAME_WIDTH / SMALL_SCALE
        height = multiples_height(report, width)
        return multiples_chart(report, width, height, text_width, _short_label, _label)

    def _actions(self) -> list[Any]:
        if not self._content.actions:
            return []
        part = self._root.add("Sect")
        found: list[Any] = [self._section(_("Actions"), part)]
        for action in self._content.actions:
            found += self._action(action, part)
        return found

    def _action(self, action: ActionPlan, part: Element) -> list[Any]:
        title = action.title or _("Action without a title")
        head = [
            CondPageBreak(90),
            self._heading(title, 2, part, about=(About.ACTION, action.id)),
            self._paragraph(_state_words(action), "date", part),
        ]
        fields = (
            (_("Why it matters"), action.why),
            (_("First step"), action.first_step),
            (_("How I will know"), action.measure),
            (_("What could get in the way"), action.obstacle),
            (_("If that happens"), action.if_then),
            (_("Support I want from my coach"), action.support),
            (_("Outcome"), action.outcome),
        )
        found: list[Any] = list(head)
        for label, text in fields:
            if visible(text):
                found += self._labelled(label, text, part)
        for note in action.notes[-3:]:
            found += self._labelled(
                _("Note, {date}").format(date=_day(note.at.date())), note.text, part
            )
        for i, cycle in enumerate(action.cycles, start=1):
            steps = (
                (_("Plan"), cycle.plan),
                (_("Do"), cycle.do),
                (_("Study"), cycle.study),
                (_("Act"), cycle.act),
            )
            for label, text in steps:
                if visible(text):
                    words = _("Cycle {number}, {step}").format(number=i, step=label.lower())
                    found += self._labelled(words, text, part)
        return found

    def _reflections(self) -> list[Any]:
        if not self._content.entries:
            return []
        part = self._root.add("Sect")
        found: list[Any] = [self._section(_("Chosen reflections"), part)]
        for i, chosen in enumerate(self._content.entries):
            if i:
                found.append(Spacer(1, 14))
            found += self._reflection(chosen, part)
        return found

    def _reflection(self, chosen: ChosenEntry, part: Element) -> list[Any]:
        entry = chosen.entry
        title = entry.title or _("Reflection without a title")
        found: list[Any] = [
            CondPageBreak(110),
            self._heading(title, 2, part, about=(About.ENTRY, entry.id)),
            self._paragraph(self._entry_line(chosen), "date", part),
        ]
        if visible(entry.prompt):
            text = _("Written from the question: {prompt}").format(prompt=entry.prompt)
            found.append(self._paragraph(text, "small", part))
        for section in entry.sections:
            stage = chosen.model.stage(section.stage) if chosen.model is not None else None
            heading = section.heading or (stage.heading if stage is not None else "")
            if visible(heading):
                found.append(self._heading(heading, 3, part))
            found += markdown_flowables(section.markdown, part, 4 if visible(heading) else 3)
        if self._content.form is not None:
            found += entry_boxes(self._content.form, entry.id, title, part)
        return found

    def _entry_line(self, chosen: ChosenEntry) -> str:
        entry = chosen.entry
        parts = [_event_words(entry)]
        if entry.module is not None:
            title = next((m.title for m in self._content.modules if m.number == entry.module), "")
            parts.append(_("Module {number}: {title}").format(number=entry.module, title=title))
        if chosen.model is not None and chosen.model.id != "free":
            parts.append(chosen.model.name)
        return " \u00b7 ".join(parts)

    # --- pieces --------------------------------------------------------------------------------

    def _section(self, words: str, part: Element) -> TaggedParagraph:
        return self._marked(words, 0, "h1", part.add("H1"))

    def _heading(
        self, words: str, level: int, part: Element, *, about: tuple[About, str] | None = None
    ) -> TaggedParagraph:
        element = part.add(f"H{level}")
        if about is not None:
            self._abouts[f"part-{self._number + 1}"] = about
            return self._marked(words, 1, f"h{level}", element)
        return TaggedParagraph(escape(words), style(f"h{level}"), element)

    def _marked(self, words: str, level: int, look: str, element: Element) -> TaggedParagraph:
        self._number += 1
        shown = visible(words)[:120] or "\u2026"
        mark = Bookmark(level, shown, f"part-{self._number}")
        text = escape(words if len(visible(words)) <= 300 else visible(words)[:300] + "\u2026")
        return TaggedParagraph(text, style(look), element, bookmark=mark)

    def _paragraph(self, words: str, look: str, part: Element) -> TaggedParagraph:
        return TaggedParagraph(escape(words), style(look), part.add("P"))

    def _labelled(self, label: str, text: str, part: Element) -> list[Any]:
        return [
            TaggedParagraph(escape(label), style("label"), part.add("P")),
            *markdown_flowables(_as_paragraphs(text), part, 3),
        ]

    def _figure(self, scene: ChartScene, part: Element) -> KeepTogether:
        alt = f"{scene.title}. {scene.summary}"
        scale = min(FRAME_WIDTH / scene.width, TALLEST / scene.height)
        figure = Figure(draw_scene(scene, scale), part.add("Figure", alt=alt))
        return KeepTogether([Spacer(1, 6), figure, Spacer(1, 8)])

    def _table(self, table: ChartTable, part: Element) -> Any:
        head = [escape(cell) for cell in table.header]
        rows: list[list[Markup]] = [[escape(cell) for cell in row] for row in table.rows]
        first = 4.2 if len(head) < 7 else 4.0
        widths = [first, *([1.0] * (len(head) - 1))]
        return KeepTogether([tagged_table(part, head, rows, widths)])


def _chunks(report: ProgressReport) -> list[ProgressReport]:
    """Cut a report into parts whose panels fit on a page."""
    rows = report.competencies
    return [replace(report, competencies=rows[i : i + PANELS]) for i in range(0, len(rows), PANELS)]


def _as_paragraphs(text: str) -> str:
    """Plain lines of a field as paragraphs; nothing in them is Markdown."""
    special = "\\`*_[]<>&#+-=~.)!|"
    lines = [
        "".join("\\" + c if c in special else c for c in line.strip()) for line in text.split("\n")
    ]
    return "\n\n".join(line for line in lines if line)


def _numbers(row: CompetencyProgress) -> tuple[str, str, str]:
    return level_cell(row.baseline), level_cell(row.now), change_words(row.change)


def _change_sentence(report: ProgressReport) -> str:
    """Say in the third person what has changed."""
    changed = [c for c in report.competencies if c.change is not None]
    if not report.has_change or not changed:
        rated = sum(1 for c in report.competencies if c.now is not None)
        text = ngettext(
            "{count} competency is rated so far.", "{count} competencies are rated so far.", rated
        )
        return text.format(count=rated)
    higher = sum(1 for c in changed if (c.change or 0) > 0)
    lower = sum(1 for c in changed if (c.change or 0) < 0)
    same = len(changed) - higher - lower
    text = ngettext(
        "Self-rated between {start} and {now}: {higher} of {total} competency higher,"
        " {same} the same, {lower} lower.",
        "Self-rated between {start} and {now}: {higher} of {total} competencies higher,"
        " {same} the same, {lower} lower.",
        len(changed),
    )
    return text.format(
        start=month(report.baseline_on),
        now=month(report.now_on),
        higher=higher,
        total=len(changed),
        same=same,
        lower=lower,
    )


def _scale_words(content: CoachContent) -> str:
    names = ", ".join(f"{level.number} {level.name}" for level in content.pack.scale.levels)
    return _(
        "Every rating is the writer\u2019s own view of themselves on a described scale: {levels}."
        " A dash means not rated, or no chance yet."
    ).format(levels=names)


def _state_words(action: ActionPlan) -> str:
    names = {
        ActionState.IDEA: _("Idea"),
        ActionState.PLANNED: _("Planned"),
        ActionState.DOING: _("Doing"),
        ActionState.WAITING: _("Waiting"),
        ActionState.DONE: _("Done"),
        ActionState.DROPPED: _("Dropped"),
    }
    words = names[action.state]
    if action.due_on is not None and action.state.is_open:
        return _("{state}, due {date}").format(state=words, date=_day(action.due_on))
    return words


def _event_words(entry: Entry) -> str:
    match entry.on_precision:
        case Precision.DAY:
            return _day(entry.on)
        case Precision.WEEK:
            return _("Week of {date}").format(date=_day(entry.on))
        case Precision.MONTH:
            return month(entry.on)


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def _label(sitting: Sitting) -> str:
    if sitting.kind is SittingKind.MODULE:
        return _("Module {number}").format(number=sitting.module)
    return _short_label(sitting)


def _short_label(sitting: Sitting) -> str:
    match sitting.kind:
        case SittingKind.BASELINE:
            return _("Start")
        case SittingKind.MODULE:
            return _("M{number}").format(number=sitting.module)
        case SittingKind.END:
            return _("End")
        case SittingKind.LOOKBACK:
            return _("Look-back")
        case SittingKind.FOLLOW_UP:
            return _("Later")
        case SittingKind.AD_HOC:
            return _("Extra")
