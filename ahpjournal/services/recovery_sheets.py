"""The recovery sheet of an encrypted journal, at set-up and whenever it is wanted again."""

from pathlib import Path

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.passphrases import RecoverySheet
from ahpjournal.storage.opening import refuse_journal
from ahpjournal.text import _


def write_recovery_sheet(sheet: RecoverySheet, journal: Path, target: Path, job: Job) -> Path:
    """Write *sheet* of *journal* to *target* as a PDF that only its owner may read.

    Raises:
        ConditionError: *target* is a journal or belongs to one (IS_A_JOURNAL), or cannot be
            written; nothing is left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    from ahpjournal.pdf.kinds import recovery

    refuse_sheet(journal, target)
    recovery.write(sheet, target, job)
    return target


def refuse_sheet(journal: Path, target: Path) -> None:
    """Make sure that a sheet can be saved at *target*, before anything else is done.

    Raises:
        ConditionError: it is a journal or belongs to one (IS_A_JOURNAL), is a folder or in none.
    """
    refuse_journal(target, journal)
    if not target.parent.is_dir():
        raise ConditionError(ConditionCode.FOLDER_MISSING, str(target.parent))
    if target.is_dir():
        raise ConditionError(ConditionCode.NOT_A_FILE, str(target))


def suggested_name(sheet: RecoverySheet) -> str:
    """Suggest a file name: the journal's, so that several sheets can be told apart."""
    name = Path(sheet.journal_name).stem
    return _("Recovery sheet {name}").format(name=name) + ".pdf"
