"""Reading the files that a command names."""

from pathlib import Path

from ahpjournal.domain.errors import ConditionCode, ConditionError


def read_bytes(file: Path, most: int = -1) -> bytes:
    """Give all of *file*, or at *most* so many bytes from its beginning.

    Raises:
        ConditionError: it is missing, a folder, or may not be read.
    """
    try:
        if file.is_dir():
            raise ConditionError(ConditionCode.NOT_A_FILE, str(file))
        with file.open("rb") as stream:
            return stream.read(most)
    except FileNotFoundError as error:
        raise ConditionError(ConditionCode.MISSING, str(file)) from error
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(file)) from error
