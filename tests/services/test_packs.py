"""A newer pack in the middle of a programme changes nothing that was rated."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ahpjournal.assets import resource_path
from ahpjournal.bootstrap import load_content
from ahpjournal.charts.words import reworded_note
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.packs import IN_FORCE, check_pack
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import CountingIds

Open = Callable[[], JournalSession]


@pytest.fixture
def again(tmp_path: Path, clock: FixedClock) -> Open:
    """Give what opens the one journal of a test, made at the first time."""
    path, ids, content = tmp_path / "x.ahpjournal", CountingIds(), load_content()

    def open_() -> JournalSession:
        if not path.exists():
            return create_journal(path, clock=clock, ids=ids, content=content)
        return open_journal(path, clock=clock, ids=ids, content=content)

    return open_


def second_version(tmp_path: Path, *, without: str = "", points: int = 5) -> Path:
    """Write a second version of the default pack, perhaps without a competency."""
    text = resource_path("packs", "ahp-quality-safety.toml").read_text(encoding="utf-8")
    text = text.replace('version = "1"', 'version = "2"', 1)
    if points == 4:
        parts = text.split("[[scale.levels]]")
        tail = parts[-1].split("\n\n", 1)[1]
        text = "[[scale.levels]]".join(parts[:-1]) + tail
        text = _with_four_descriptors(text)
    if without:
        text = text.replace(f'"{without}", ', "").replace(f', "{without}"', "")
        blocks = text.split("[[competencies]]")
        kept = [b for b in blocks if f'id = "{without}"' not in b.split("descriptors")[0]]
        text = "[[competencies]]".join(kept)
    path = tmp_path / "second.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _with_four_descriptors(text: str) -> str:
    lines, inside, count = [], False, 0
    for line in text.splitlines():
        if line.startswith("descriptors"):
            inside, count = True, 0
        if inside and line.strip().startswith('"'):
            count += 1
            if count == 5:
                continue
        if inside and line.strip() == "]":
            inside = False
        lines.append(line)
    return "\n".join(lines) + "\n"


def rate(session: JournalSession, competency: str, level: int) -> None:
    sitting = session.ratings.start(SittingKind.AD_HOC)
    session.ratings.rate(sitting.id, competency, level)
    session.ratings.finish(sitting.id)


def test_every_rating_stays_and_says_under_which_version_it_was_made(
    again: Open, tmp_path: Path
) -> None:
    session = again()
    rate(session, "A1", 3)
    rate(session, "C3", 2)
    before = session.ratings.ledger()
    proposal = session.packs.propose(second_version(tmp_path, without="C3"))
    assert [c.id for c in proposal.changes.removed] == ["C3"]
    assert proposal.rated == 1
    session.packs.adopt(proposal)
    session.close()
    session = again()
    assert session.pack.version == "2"
    assert session.ratings.ledger() == before
    rate(session, "A1", 4)
    assert [r.pack_version for r in session.ratings.ledger("A1")] == ["1", "2"]
    assert [(c.id, bool(c.descriptors)) for c in session.packs.archived()] == [("C3", True)]
    session.packs.return_to_default()
    session.close()
    session = again()
    assert session.pack.version == "1"
    assert session.packs.archived() == ()
    assert ("ahp-quality-safety", "2") in session.packs.known()
    session.close()


def test_ratings_on_a_scale_of_another_length_are_kept_off_the_charts(
    again: Open, tmp_path: Path
) -> None:
    session = again()
    rate(session, "A1", 5)
    session.packs.adopt(session.packs.propose(second_version(tmp_path, points=4)))
    session.close()
    session = again()
    assert session.pack.scale.top == 4
    rate(session, "A1", 2)
    report = session.progress.report()
    assert report.on_other_scales == 1
    (row,) = (c for c in report.competencies if c.competency.id == "A1")
    assert [point.level for point in row.series] == [2]
    assert [r.level for r in session.ratings.ledger("A1")] == [5, 2]
    session.close()


def test_on_a_scale_of_another_length_the_start_is_asked_again(again: Open, tmp_path: Path) -> None:
    session = again()
    for kind in (SittingKind.BASELINE, SittingKind.END):
        sitting = session.ratings.start(kind)
        session.ratings.rate(sitting.id, "A1", 5)
        session.ratings.finish(sitting.id)
    assert session.ratings.held() == {(SittingKind.BASELINE, None), (SittingKind.END, None)}
    session.packs.adopt(session.packs.propose(second_version(tmp_path, points=4)))
    session.close()
    session = again()
    assert session.ratings.held() == frozenset()
    suggested = session.ratings.suggested()
    assert suggested is not None
    assert suggested.kind is SittingKind.BASELINE
    assert session.progress.report().rated_on_other_scales == {"A1"}
    for kind, level in ((SittingKind.BASELINE, 2), (SittingKind.END, 4)):
        sitting = session.ratings.start(kind)
        session.ratings.rate(sitting.id, "A1", level)
        session.ratings.finish(sitting.id)
    (row,) = (c for c in session.progress.report().competencies if c.competency.id == "A1")
    assert (row.baseline, row.now, row.change) == (2, 4, 2)
    assert [r.level for r in session.ratings.ledger("A1")] == [5, 5, 2, 4]
    session.close()


def test_a_sitting_begun_before_goes_on_with_what_the_new_pack_has(
    again: Open, tmp_path: Path
) -> None:
    session = again()
    whole = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(whole.id, "C3", 2)
    only = session.ratings.start(SittingKind.AD_HOC, competencies=["C3"])
    session.packs.adopt(session.packs.propose(second_version(tmp_path, without="C3")))
    session.close()
    session = again()
    (left,) = session.ratings.unfinished()
    assert left.id == whole.id
    assert "C3" not in left.competencies
    assert len(left.competencies) == 11
    session.ratings.rate(left.id, "D1", 3)
    session.ratings.finish(left.id)
    kept = {s.id: s for s in session.ratings.sittings()}
    assert kept[whole.id].competencies == whole.competencies
    assert kept[only.id].finished_at is None
    assert [r.level for r in session.ratings.ledger("C3")] == [2]
    session.close()


def test_in_a_sitting_begun_before_another_scale_everything_is_asked_again(
    again: Open, tmp_path: Path
) -> None:
    session = again()
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(sitting.id, "A1", 5)
    session.ratings.keep_reason(sitting.id, "A1", "Typed when it")
    session.packs.adopt(session.packs.propose(second_version(tmp_path, points=4)))
    session.close()
    session = again()
    session.ratings.recover_reason()
    assert session.ratings.answers(sitting.id) == {}
    last = session.ratings.ledger("A1")[-1]
    assert (last.level, last.because, last.pack_version) == (5, "Typed when it", "1")
    session.ratings.rate(sitting.id, "A1", 4)
    assert session.ratings.answers(sitting.id)["A1"].level == 4
    assert [r.level for r in session.ratings.ledger("A1")] == [5, 5, 4]
    session.close()


def test_what_a_pack_leaves_out_is_no_answer_and_its_reason_is_kept(
    again: Open, tmp_path: Path
) -> None:
    session = again()
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(sitting.id, "C3", 2)
    session.ratings.rate(sitting.id, "D1", 3)
    session.ratings.keep_reason(sitting.id, "C3", "Typed then")
    session.packs.adopt(session.packs.propose(second_version(tmp_path, without="C3")))
    session.close()
    session = again()
    session.ratings.recover_reason()
    assert set(session.ratings.answers(sitting.id)) == {"D1"}
    assert session.ratings.ledger("C3")[-1].because == "Typed then"
    session.ratings.recover_reason()
    assert len(session.ratings.ledger("C3")) == 2
    session.close()


def test_levels_in_other_words_are_said_beside_the_charts(again: Open, tmp_path: Path) -> None:
    session = again()
    sitting = session.ratings.start(SittingKind.BASELINE)
    for competency in ("A1", "B1"):
        session.ratings.rate(sitting.id, competency, 3)
    session.ratings.finish(sitting.id)
    assert session.progress.report().reworded == frozenset()
    path = second_version(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("I write clear risks", "I write risks"), encoding="utf-8")
    proposal = session.packs.propose(path)
    assert [c.id for c in proposal.changes.reworded] == ["B1"]
    session.packs.adopt(proposal)
    session.close()
    session = again()
    report = session.progress.report()
    assert report.reworded == {"B1"}
    assert "in other words: Stating risk." in reworded_note(report)
    more = session.ratings.start(SittingKind.AD_HOC)
    session.ratings.rate(more.id, "A1", 4)
    session.ratings.finish(more.id)
    assert session.progress.report().reworded == {"B1"}
    session.close()


def test_a_pack_with_mistakes_changes_nothing(again: Open, tmp_path: Path) -> None:
    session = again()
    broken = tmp_path / "broken.toml"
    broken.write_text(
        second_version(tmp_path).read_text(encoding="utf-8").replace('area = "A"', 'area = "Q"', 1),
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        session.packs.propose(broken)
    assert caught.value.code is InputCode.PACK_PROBLEMS
    found = check_pack(broken)
    assert found.pack is None
    assert [m.code for m in found.mistakes] == ["unknown-reference"]
    assert found.mistakes[0].message.startswith("broken.toml, line ")
    session.close()


def test_a_pack_in_force_that_cannot_be_read_gives_way_to_the_default(
    again: Open, tmp_path: Path, clock: FixedClock
) -> None:
    again().close()
    journal = JournalFile.open(tmp_path / "x.ahpjournal", clock, CountingIds())
    with journal.transaction():
        journal.settings.put("pack:own@7", 'format = "ahpjournal-pack"\nversion = 99\n')
        journal.settings.put(IN_FORCE, "own@7")
    journal.close()
    session = again()
    assert session.packs.unreadable == "own@7"
    assert session.pack.id == "ahp-quality-safety"
    session.close()


def test_the_demo_pack_checks_out() -> None:
    found = check_pack(resource_path("packs", "ahp-quality-safety.toml"))
    assert found.mistakes == ()
    assert found.pack is not None
    assert found.pack == replace(found.pack)
