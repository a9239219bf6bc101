from ahpjournal.domain.programme import Module, ModuleState, current_module
from tests.builders import small_pack


def test_a_pack_finds_its_parts() -> None:
    pack = small_pack()
    found = pack.competency("A2"), pack.theme("T2"), pack.outline(2)
    assert [getattr(f, "name", getattr(f, "title", "")) for f in found] == [
        "Competency A2",
        "Reach",
        "Influence",
    ]
    assert (pack.competency("Z9"), pack.theme("Z"), pack.outline(9)) == (None, None, None)
    assert [p.id for p in pack.prompts] == ["P1", "P2", "P3"]
    assert pack.scale.top == 5


def test_the_current_module_is_the_one_under_way_else_the_last_done() -> None:
    done, current, planned = (
        Module(i, state=s)
        for i, s in enumerate((ModuleState.DONE, ModuleState.CURRENT, ModuleState.PLANNED), start=1)
    )
    assert current_module((done, current, planned)) is current
    assert current_module((done, planned)) is done
    assert current_module((planned,)) is None
    assert current_module(()) is None
