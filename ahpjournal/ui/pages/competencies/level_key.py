"""Which key stands for which level of a scale."""

NO_CHANCE_KEY = "N"
_DIGITS = 9


def key_of(level: int | None, top: int) -> str:
    """Give the key that chooses *level* on a scale of *top* points; None is "no chance yet".

    Zero is "no chance yet" where no level needs it, and ten where there is a tenth.
    """
    if level is None:
        return NO_CHANCE_KEY if top > _DIGITS else "0"
    return "0" if level > _DIGITS else str(level)


def level_of(key: str, top: int) -> tuple[bool, int | None]:
    """Tell whether a *key* chooses something on a scale of *top* points, and what."""
    if key.upper() == NO_CHANCE_KEY:
        return True, None
    for level in (None, *range(1, top + 1)):
        if key == key_of(level, top):
            return True, level
    return False, None
