"""Where resource files lie: inside the installed package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def resource_path(*parts: str) -> Path:
    """Give the path of a resource.

    Raises:
        FileNotFoundError: there is no such resource.
    """
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))


def resource_names(folder: str, suffix: str) -> tuple[str, ...]:
    """Give the sorted names of the files in a resource folder that end in *suffix*."""
    return tuple(sorted(p.name for p in resource_path(folder).iterdir() if p.name.endswith(suffix)))


def read_text(*parts: str) -> str:
    """Read a resource as UTF-8 text."""
    return resource_path(*parts).read_text(encoding="utf-8")
