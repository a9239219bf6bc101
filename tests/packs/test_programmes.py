"""Programme packs: what is accepted, and every kind of mistake with its place."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ahpjournal.assets import read_text, resource_path
from ahpjournal.domain.errors import ConditionError
from ahpjournal.packs.problems import PackError, PackProblem, ProblemCode
from ahpjournal.packs.programmes import DEFAULT_PACK, default_pack, load_pack, read_pack

SHIPPED = read_text("packs", DEFAULT_PACK)


def _problems(text: str) -> tuple[PackProblem, ...]:
    with pytest.raises(PackError) as raised:
        read_pack(text, "pack.toml")
    return raised.value.problems


def test_a_pack_is_the_same_from_a_file_and_from_the_program(tmp_path: Path) -> None:
    copy = tmp_path / "copy.toml"
    copy.write_bytes(resource_path("packs", DEFAULT_PACK).read_bytes())

    assert load_pack(copy) == default_pack() == read_pack(SHIPPED, "a.toml")


def test_a_pack_edited_on_windows_is_the_same(tmp_path: Path) -> None:
    copy = tmp_path / "copy.toml"
    copy.write_bytes(b"\xef\xbb\xbf" + SHIPPED.replace("\n", "\r\n").encode())

    assert load_pack(copy) == default_pack()


def test_a_missing_pack_is_a_condition(tmp_path: Path) -> None:
    with pytest.raises(ConditionError):
        load_pack(tmp_path / "none.toml")


def test_values_arrive_where_they_belong() -> None:
    pack = default_pack()

    assert (pack.id, pack.version, pack.language) == ("ahp-quality-safety", "1", "en-GB")
    assert [level.number for level in pack.scale.levels] == [1, 2, 3, 4, 5]
    assert pack.scale.threshold == 3
    assert pack.scale.no_chance_name == "No chance yet"
    assert pack.confidence is not None
    competency = pack.competency("B2")
    assert competency is not None
    assert (competency.area, competency.short_name) == ("B", "Escalation, assurance")
    assert competency.descriptors[0].startswith("I would tell my manager")
    theme = pack.theme("T2")
    assert theme is not None
    assert theme.competencies == ("B1", "B2")
    assert [(p.id, p.theme) for p in theme.prompts] == [
        ("T2.1", "T2"),
        ("T2.2", "T2"),
        ("T2.3", "T2"),
    ]
    outline = pack.outline(4)
    assert outline is not None
    assert outline.competencies == ("B2", "B3")
    assert outline.before_prompts
    assert outline.after_prompts
    assert [item.id for item in pack.feedback] == ["valued_networking", "improved_confidence"]


@pytest.mark.parametrize("points", [4, 10])
def test_a_scale_has_as_many_levels_as_a_programme_wants(points: int) -> None:
    pack = read_pack(_small_pack(levels=points), "small.toml")

    assert pack.scale.top == points
    assert all(len(c.descriptors) == points for c in pack.competencies)
    assert (pack.themes, pack.feedback, pack.reminders) == ((), (), ())
    assert pack.confidence is None
    assert not pack.modules[0].placeholder


@pytest.mark.parametrize("points", [3, 11])
def test_a_scale_beyond_four_to_ten_levels_is_refused(points: int) -> None:
    problem = _problems(_small_pack(levels=points))[0]

    assert (problem.code, problem.expected, problem.found) == (
        ProblemCode.COUNT,
        "4-10",
        str(points),
    )


@dataclass(frozen=True)
class Mistake:
    """A mistake planted in the shipped pack: *old*, which is there once, becomes *new*.

    Its line is that of *old*, or of the first *mark* afterwards.
    """

    old: str
    new: str
    code: ProblemCode
    key: str
    mark: str = ""
    expected: str | None = None
    found: str | None = None


MISTAKES = {
    "format of another kind": Mistake(
        'format = "ahpjournal-pack"',
        'format = "ahpjournal-cpd"',
        ProblemCode.WRONG_FORMAT,
        "format",
        expected="ahpjournal-pack",
        found="ahpjournal-cpd",
    ),
    "format of a newer program": Mistake(
        "version = 1  ", "version = 2  ", ProblemCode.NEWER_VERSION, "version", found="2"
    ),
    "pack without a title": Mistake(
        'title = "AHP quality and safety leadership"\n',
        "",
        ProblemCode.MISSING,
        "pack.title",
        mark="[pack]\nid",
        expected="string",
    ),
    "version as a number": Mistake(
        'version = "1"', "version = 1.0", ProblemCode.TYPE, "pack.version", found="float"
    ),
    "pack id with a space": Mistake(
        'id = "ahp-quality-safety"',
        'id = "ahp quality"',
        ProblemCode.ID_CHARACTERS,
        "pack.id",
        found="ahp quality",
    ),
    "reminder without text": Mistake(
        '"Write what you learnt and what you will do."',
        '"  "',
        ProblemCode.EMPTY,
        "pack.reminders[3]",
    ),
    "threshold above the scale": Mistake(
        "threshold = 3",
        "threshold = 6",
        ProblemCode.OUT_OF_RANGE,
        "scale.threshold",
        expected="2-5",
        found="6",
    ),
    "two levels of one name": Mistake(
        'name = "Leading"', 'name = "building"', ProblemCode.DUPLICATE, "scale.levels[4].name"
    ),
    "level without a name": Mistake(
        'name = "Shaping"\n',
        "",
        ProblemCode.MISSING,
        "scale.levels[5].name",
        mark='[[scale.levels]]\nanchor = "I change how',
    ),
    "no name for no chance yet": Mistake(
        'name = "No chance yet"\n',
        "",
        ProblemCode.MISSING,
        "scale.no_chance_yet.name",
        mark="[scale.no_chance_yet]",
    ),
    "confidence misspelt": Mistake(
        'lowest = "Not at all sure"',
        'lowset = "Not at all sure"',
        ProblemCode.UNKNOWN_KEY,
        "confidence.lowset",
        found="lowset",
    ),
    "area twice": Mistake('id = "C"', 'id = "B"', ProblemCode.DUPLICATE, "areas[3].id", found="B"),
    "competency in an area that is not there": Mistake(
        'id = "B2"\narea = "B"',
        'id = "B2"\narea = "E"',
        ProblemCode.UNKNOWN_REFERENCE,
        "competencies[5].area",
        mark='area = "E"',
        expected="A, B, C, D",
        found="E",
    ),
    "competency id twice": Mistake(
        'id = "C3"',
        'id = "C2"',
        ProblemCode.DUPLICATE,
        "competencies[9].id",
        mark='id = "C2"\narea = "C"\nname = "Shared',
    ),
    "short name twice": Mistake(
        'short_name = "AHP impact"',
        'short_name = "Stating risk"',
        ProblemCode.DUPLICATE,
        "competencies[7].short_name",
        mark='short_name = "Stating risk"\ndescription = "Showing',
    ),
    "short name that would be cut off": Mistake(
        'short_name = "Governance map"',
        'short_name = "Quality and safety governance"',
        ProblemCode.TOO_LONG,
        "competencies[1].short_name",
        expected="22",
        found="29",
    ),
    "a descriptor too few": Mistake(
        '    "I can repeat an agreed message.",\n',
        "",
        ProblemCode.COUNT,
        "competencies[9].descriptors",
        mark='descriptors = [\n    "I describe AHPs chiefly',
        expected="5",
        found="4",
    ),
    "a descriptor that is a number": Mistake(
        '"I can repeat an agreed message."',
        "2",
        ProblemCode.TYPE,
        "competencies[9].descriptors[2]",
        mark="    2,",
        expected="string",
        found="integer",
    ),
    "a key that is misspelt": Mistake(
        'description = "Deciding what is yours',
        'descriptions = "Deciding what is yours',
        ProblemCode.UNKNOWN_KEY,
        "competencies[10].descriptions",
        expected="description",
        found="descriptions",
    ),
    "theme linked to nothing": Mistake(
        'competencies = ["C1", "C3"]\n\n[[themes.prompts]]',
        'competencies = ["C1", "C9"]\n\n[[themes.prompts]]',
        ProblemCode.UNKNOWN_REFERENCE,
        "themes[5].competencies[2]",
        mark='competencies = ["C1", "C9"]',
        found="C9",
    ),
    "prompt id twice, in two themes": Mistake(
        'id = "T4.1"',
        'id = "T1.1"',
        ProblemCode.DUPLICATE,
        "themes[4].prompts[1].id",
        mark='id = "T1.1"\ntext = "Describe',
    ),
    "module linked to a competency that is not there": Mistake(
        'competencies = ["B2", "B3"]',
        'competencies = ["B2", "B4"]',
        ProblemCode.UNKNOWN_REFERENCE,
        "modules[4].competencies[2]",
        found="B4",
    ),
    "module linked to a theme that is not there": Mistake(
        'themes = ["T3", "T4"]',
        'themes = ["T3", "T6"]',
        ProblemCode.UNKNOWN_REFERENCE,
        "modules[6].themes[2]",
        expected="T1, T2, T3, T4, T5",
        found="T6",
    ),
    "module linked twice to the same": Mistake(
        'competencies = ["A2", "A3"]',
        'competencies = ["A2", "A2"]',
        ProblemCode.DUPLICATE,
        "modules[2].competencies[2]",
        found="A2",
    ),
    "module numbers with a gap": Mistake(
        "number = 6", "number = 7", ProblemCode.SEQUENCE, "modules[6].number", "", "6", "7"
    ),
    "placeholder in words": Mistake(
        'patient and population outcome"\nplaceholder = true',
        'patient and population outcome"\nplaceholder = "yes"',
        ProblemCode.TYPE,
        "modules[3].placeholder",
        mark='placeholder = "yes"',
        expected="boolean",
        found="string",
    ),
    "title over two lines": Mistake(
        'title = "Escalation, assurance and safety in complex systems"',
        'title = """Escalation, assurance\nand safety"""',
        ProblemCode.LINE_BREAK,
        "modules[4].title",
    ),
    "module without aims": Mistake(
        """aims = [
    "Bring rival interests to a position that all of them can stand behind.",
    "Name a trade-off at the time, and be able to explain what you conceded.",
    "Leave with an initiative, a network and a way to go on learning.",
]""",
        "aims = []",
        ProblemCode.COUNT,
        "modules[6].aims",
        expected="1-100",
        found="0",
    ),
    "feedback id twice": Mistake(
        'id = "improved_confidence"',
        'id = "valued_networking"',
        ProblemCode.DUPLICATE,
        "feedback[2].id",
        mark='id = "valued_networking"\ntext = "Because',
    ),
    "a block that nobody knows": Mistake(
        '[[feedback]]\nid = "valued',
        '[[module]]\nnumber = 7\n\n[[feedback]]\nid = "valued',
        ProblemCode.UNKNOWN_KEY,
        "module",
        mark="[[module]]",
        expected="modules",
        found="module",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_planted_mistake_is_named_with_its_line_and_key(name: str) -> None:
    mistake = MISTAKES[name]
    assert SHIPPED.count(mistake.old) == 1
    text = SHIPPED.replace(mistake.old, mistake.new)
    place = text.index(mistake.mark) if mistake.mark else SHIPPED.index(mistake.old)
    line = text.count("\n", 0, place) + 1

    problems = [p for p in _problems(text) if p.code is mistake.code]

    assert [(p.file, p.line, p.key) for p in problems] == [("pack.toml", line, mistake.key)]
    if mistake.expected is not None:
        assert problems[0].expected == mistake.expected
    if mistake.found is not None:
        assert problems[0].found == mistake.found


def test_a_key_that_nobody_knows_is_found_in_every_table() -> None:
    lines = SHIPPED.split("\n")
    tables = [n for n, line in enumerate(lines) if line.startswith("[")]
    assert len(tables) == 1 + 1 + 5 + 2 + 4 + 12 + 5 + 15 + 6 + 2
    for above in [0, *tables]:
        text = "\n".join([*lines[: above + 1], "strange = 1", *lines[above + 1 :]])
        problems = _problems(text)
        assert [(p.code, p.line) for p in problems] == [(ProblemCode.UNKNOWN_KEY, above + 2)]


def test_all_mistakes_are_named_at_once() -> None:
    text = SHIPPED
    planted = ("two levels of one name", "a descriptor too few", "module numbers with a gap")
    for name in planted:
        text = text.replace(MISTAKES[name].old, MISTAKES[name].new)

    problems = _problems(text)

    assert [p.key for p in problems] == [MISTAKES[name].key for name in planted]
    assert [p.line for p in problems] == sorted(p.line for p in problems)


def test_an_empty_pack_names_what_every_pack_has() -> None:
    problems = _problems('format = "ahpjournal-pack"\nversion = 1\n')

    missing = {p.key for p in problems if p.code is ProblemCode.MISSING}
    assert {"pack", "scale", "areas", "competencies", "modules"} <= missing


LINES = SHIPPED.splitlines(keepends=True)


@settings(max_examples=60)
@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    _read_or_refuse(text)


@settings(max_examples=60)
@given(st.text())
def test_no_text_below_the_header_breaks_the_reader(text: str) -> None:
    _read_or_refuse(f'format = "ahpjournal-pack"\nversion = 1\n{text}')


@settings(max_examples=120)
@given(
    st.integers(0, len(LINES)),
    st.integers(0, 40),
    st.sampled_from(
        ["", "x = 1\n", "[[modules]]\n", "[a.b]\n", 'id = "A1"\n', '"""\n', "]\n", "themes = 3\n"]
    ),
)
def test_no_edit_of_a_pack_breaks_the_reader(start: int, length: int, inserted: str) -> None:
    _read_or_refuse("".join([*LINES[:start], inserted, *LINES[start + length :]]))


def _read_or_refuse(text: str) -> None:
    lines = text.count("\n") + 1
    try:
        read = read_pack(text, "pack.toml")
    except PackError as error:
        problems = error.problems
    else:
        assert read.modules
        return
    assert problems
    assert all(1 <= problem.line <= lines for problem in problems)


def _small_pack(levels: int) -> str:
    """The least a pack may be, with a scale of its own."""
    descriptors = ", ".join(f'"I do it {n}."' for n in range(levels))
    scale = "".join(f'[[scale.levels]]\nname = "L{n}"\nanchor = "At {n}."\n' for n in range(levels))
    competencies = "".join(
        f'[[competencies]]\nid = "X{n}"\narea = "X"\nname = "Name {n}"\nshort_name = "N{n}"\n'
        f'description = "About {n}."\ndescriptors = [{descriptors}]\n'
        for n in range(3)
    )
    return (
        'format = "ahpjournal-pack"\nversion = 1\n'
        '[pack]\nid = "small"\nversion = "1"\ntitle = "Small"\nlanguage = "en-GB"\nreminders = []\n'
        f"[scale]\nthreshold = 2\n{scale}"
        '[scale.no_chance_yet]\nname = "Not yet"\nanchor = "Not asked of me."\n'
        '[[areas]]\nid = "X"\nname = "All"\ndescription = "All of it."\n'
        f"{competencies}"
        '[[modules]]\nnumber = 1\ntitle = "One"\naims = ["Begin."]\ncompetencies = ["X0"]\n'
        "themes = []\nbefore_prompts = []\nafter_prompts = []\n"
    )
