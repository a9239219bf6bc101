from ahpjournal.ui.module_words import module_name


def test_a_module_without_a_title_is_called_by_its_number() -> None:
    assert module_name(3, "Stating risk") == "3: Stating risk"
    assert module_name(7) == "Module 7"
