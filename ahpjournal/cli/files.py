"""Reading the files that a command names."""

from pathlib import Path

from ahpjournal.domain.errors import ConditionCode, ConditionError


def read_bytes(file: Path) -> bytes:
    """Give all of *file*.

    Raises:
        ConditionError: it is missing, a folder, or may not be read.
    """
    try:
        if file.is_dir():
            raise ConditionError(ConditionCode.NOT_A_FILE, str(file))
        return file.read_bytes()
    except FileNotFoundError as error:
        raise ConditionError(ConditionCode.MISSING, str(file)) from error
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(file)) from error
