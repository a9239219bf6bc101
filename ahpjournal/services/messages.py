"""What errors say to people: what happened, what is safe, what to do next."""

from dataclasses import replace
from typing import assert_never

from ahpjournal.domain.errors import (
    AhpJournalError,
    ConditionCode,
    ConditionError,
    InputCode,
    InputError,
    WarningCode,
)
from ahpjournal.domain.records import dataclass
from ahpjournal.services.moments import moment_in_words
from ahpjournal.services.reply_words import returned_pdf_words
from ahpjournal.text import _

_AT_WINDOW = {
    ConditionCode.NO_PERMISSION,
    ConditionCode.DISK_FULL,
    ConditionCode.READ_ONLY,
    ConditionCode.DRIVE_PROBLEM,
    ConditionCode.FILE_REPLACED,
    ConditionCode.OUT_OF_MEMORY,
}
"""Conditions whose words in the window speak of what is typed there."""
CAN_BE_READ = frozenset(
    {
        ConditionCode.IN_USE,
        ConditionCode.READ_ONLY,
        ConditionCode.DISK_FULL,
    }
)
"""What stands in the way of writing a journal, but not of opening it to read it only."""


@dataclass(frozen=True, slots=True)
class UserMessage:
    """An error in plain words. *field* names the field it belongs to; may be empty."""

    title: str
    what_happened: str
    what_is_safe: str
    next_step: str
    code: str = ""
    field: str = ""


def describe(error: AhpJournalError) -> UserMessage:
    """Put *error* into words."""
    if isinstance(error, InputError):
        return _describe_input(error)
    if isinstance(error, ConditionError):
        return _describe_condition(error)
    return unexpected()


def describe_for_opening(error: AhpJournalError) -> UserMessage:
    """Put *error* into words where a journal did not open: nothing was typed, and it may be read.

    *error* is what came of opening it to write.
    """
    message = describe(error)
    if not isinstance(error, ConditionError):
        return message
    if error.code in _AT_WINDOW:
        message = replace(message, what_is_safe=_("Nothing was changed."))
    if error.code is ConditionCode.READ_ONLY:
        step = _("Open it read-only, or copy it to a folder of your own. Your IT team can help.")
        return replace(message, next_step=step)
    if error.code is ConditionCode.DISK_FULL:
        step = _("Make some room, then try again; until then you can open it read-only.")
        return replace(message, next_step=step)
    return message


def describe_for_command(error: AhpJournalError) -> UserMessage:
    """Put *error* into words where no window is open: nothing waits on a screen."""
    message = describe(error)
    if isinstance(error, InputError):
        if error.code is InputCode.NOT_A_DATE:
            return replace(message, next_step=_("Write dates like 2026-06-24."))
        if error.code is InputCode.REQUIRED and error.field:
            happened = _("{field} is empty.").format(field=_field(error.field))
            return replace(message, what_happened=happened, next_step=_("Give it some text."))
        return message
    if error.code in _AT_WINDOW:
        message = replace(message, what_is_safe=_("Nothing was changed."))
    if error.code is ConditionCode.DISK_FULL:
        return replace(message, next_step=_("Make some room, then give the command again."))
    if error.code is ConditionCode.FILE_REPLACED:
        return replace(message, next_step=_("Look at what is there, then give the command again."))
    return message


def unexpected() -> UserMessage:
    """Words for a fault of this program."""
    return UserMessage(
        _("Something went wrong in the program"),
        _("This is a fault of ours, not something you did."),
        _("What you wrote up to the last save is in your journal."),
        _("Try again. If it happens again, send the log file to whoever looks after the program."),
        "fault",
    )


def describe_read_only() -> UserMessage:
    """Say of an open journal that it is there to be read."""
    return UserMessage(
        _("Read only"),
        _("This journal was opened to be read: nothing can be written, rated or planned in it."),
        _("You can read, search and save its content elsewhere."),
        _("To write in it, open it again once it can be changed."),
        ConditionCode.READ_ONLY.value,
    )


def describe_warning(code: WarningCode, path: str = "") -> UserMessage:
    """Put a warning about the open journal at *path* into words."""
    title, happened, safe, step = _warning_words(code)
    return UserMessage(title, happened.format(path=path), safe, step, code.value)


def _warning_words(code: WarningCode) -> tuple[str, str, str, str]:
    match code:
        case WarningCode.SHARED_PLACE:
            return (
                _("This journal lies in a shared place"),
                _("{path} is on a network drive or in a folder that is copied to other computers."),
                _(
                    "Each save is written in the way that is safe there, and is on the drive when"
                    " it says so."
                ),
                _(
                    "Open it on one computer at a time, or move it to a drive of this computer and"
                    " keep only backups there."
                ),
            )
        case WarningCode.MAYBE_OPEN_ELSEWHERE:
            return (
                _("It may be open on another computer"),
                _(
                    "{path} was opened on another computer and, as far as one can see, not closed"
                    " there."
                ),
                _("What you write here is kept."),
                _("Close it there before you go on; two copies can be merged later."),
            )
        case WarningCode.NEWER_VERSION:
            return (
                _("Read only: made by a newer version"),
                _(
                    "{path} was written by a newer version of AHP Journal. What this version knows"
                    " of it can be read, searched and saved elsewhere; there may be more in it."
                ),
                _("Nothing in it is changed here."),
                _("Update the program on this computer to write in it."),
            )
        case WarningCode.CLOCK_BEHIND:
            return (
                _("The clock of this computer is behind"),
                _(
                    "The newest change in {path} is more than a day later than this computer\u2019s"
                    " clock says it is now."
                ),
                _("Everything is kept in the right order all the same."),
                _("Set the date and time of this computer, so that reflections are dated well."),
            )
    assert_never(code)


def _field(name: str) -> str:
    """Name a field as a sentence begins with it; what is a file's name stays one."""
    names = {
        "passphrase": _("The passphrase"),
        "on": _("The date"),
        "starts_on": _("The start date"),
        "due_on": _("The due date"),
        "review_on": _("The review date"),
        "level": _("The rating"),
    }
    return names.get(name, name)


def _words_of_field(error: InputError) -> tuple[str, str] | None:
    """Give the words for a mistake that has its own in one field; None for any other."""
    match error.code, error.field:
        case InputCode.OUT_OF_RANGE, "on":
            return _("The date is yet to come."), _("Choose today or an earlier day.")
        case InputCode.REQUIRED, "on":
            return _("There is no date yet."), _("Write dates like 24/06/2026.")
        case InputCode.REQUIRED, "level":
            return _("No rating is chosen yet."), _("Choose one of the levels.")
        case _:
            return None


def _describe_input(error: InputError) -> UserMessage:
    where = _field(error.field) or _("this")
    happened, step = _words_of_field(error) or _input_words(error.code)
    if error.code is InputCode.NOT_A_RECOVERY_CODE and "given" in error.parameters:
        happened = _("The recovery code has {wanted} letters and digits; here are {given}.")
    if error.code is InputCode.NOT_A_QUERY and "words" in error.parameters:
        happened = "{words}"
    return UserMessage(
        _("That cannot be used as it is"),
        happened.format(field=where, **error.parameters),
        _("Nothing was changed."),
        step.format(field=where, **error.parameters),
        error.code.value,
        error.field,
    )


def _input_words(code: InputCode) -> tuple[str, str]:  # noqa: C901, PLR0911, PLR0912 - one case for each code
    match code:
        case InputCode.REQUIRED:
            return _("Nothing is written yet."), _("Write something first.")
        case InputCode.TOO_LONG:
            return _("{field} is too long."), _("Shorten it.")
        case InputCode.NOT_A_DATE:
            return _("{field}: that is not a date."), _("Write dates like 24/06/2026.")
        case InputCode.DATE_ORDER:
            return _("The date is before the start."), _(
                "Choose a later date, or an earlier start."
            )
        case InputCode.OUT_OF_RANGE:
            return _("{field} is outside its scale."), _("Choose one of the points shown.")
        case InputCode.UNKNOWN_REFERENCE:
            return _("{field} refers to something that is not here."), _("Check the name or id.")
        case InputCode.REASON_REQUIRED:
            return (
                _("An action that is dropped needs a line saying why."),
                _("Write the reason under Outcome."),
            )
        case InputCode.NOT_ALLOWED_NOW:
            return _("That is not possible at the moment."), _("Finish what is under way first.")
        case InputCode.NOTHING_CHOSEN:
            return _("Nothing is chosen yet."), _("Choose at least one thing.")
        case InputCode.STILL_POINTS_TO_SOMEONE:
            return _("These words point to somebody, too."), _(
                "Use words that could be about many people, such as \u201ca colleague\u201d."
            )
        case InputCode.FINDINGS_OPEN:
            return _("Some words may point to a person, and nothing is decided yet."), _(
                "Change them, replace them, or keep them for a reason."
            )
        case InputCode.ONE_ENTRY_ONLY:
            return _("This document shows a single reflection."), _("Choose exactly one.")
        case InputCode.ONE_PAGE_ONLY:
            return _("It is too long for a single page."), _("Shorten it, then save it again.")
        case InputCode.NOT_AN_ARCHIVE:
            return _("{field} is not an archive of a journal."), _(
                "Only a PDF saved as an archive brings a journal back."
            )
        case InputCode.ARCHIVE_PASSPHRASE:
            return _("An archive needs a passphrase: it encrypts the journal inside."), _(
                "Type one twice, and keep it apart from the file."
            )
        case InputCode.PASSWORD_NEEDED:
            return _("{field} opens with its passphrase only."), _(
                "Give the passphrase that the archive was saved with."
            )
        case InputCode.NOT_TEXT:
            return _("{field} is not a text file in UTF-8."), _("Save it as UTF-8 and try again.")
        case InputCode.NOT_JSON:
            return _("{field} is not complete JSON."), _("Check the file, or export it again.")
        case InputCode.WRONG_FORMAT:
            return _("{field} is not a journal in JSON."), _(
                "Choose a file exported from AHP Journal."
            )
        case InputCode.NEWER_FORMAT:
            return (
                _("{field} was written by a newer version of AHP Journal."),
                _("Update this program, then bring the file in."),
            )
        case InputCode.SCHEMA:
            return _("{field} has parts that are not as expected."), _("Mend the places listed.")
        case InputCode.DUPLICATE_ID:
            return _("{field} uses the same id twice."), _("Give each record its own id.")
        case InputCode.ANOTHER_OWNER:
            return _("{field} belongs to another journal."), _("Choose a file of this journal.")
        case InputCode.PACK_PROBLEMS:
            return _("The programme pack has mistakes."), _("Mend the lines listed.")
        case InputCode.NOT_OFFERED:
            return _("{field} is not offered by this version."), _(
                "Choose one of those listed in the help."
            )
        case InputCode.NOT_A_RECOVERY_CODE:
            return _("The recovery code has a letter or digit that does not fit."), _(
                "Compare it with the recovery sheet, group by group."
            )
        case InputCode.PASSPHRASES_DIFFER:
            return _("The two passphrases are not the same."), _("Type the passphrase twice.")
        case InputCode.SAME_FILE:
            return _("{field} is the journal that is open."), _("Choose the other copy of it.")
        case InputCode.OWN_JOURNAL:
            return _("{field} is the journal that is open."), _("Choose another file.")
        case InputCode.TOO_LARGE:
            return (
                _("{field} is larger than 25 MB."),
                _("Save it smaller, or write down where it is kept."),
            )
        case InputCode.EMPTY_FILE:
            return _("There is nothing in {field}."), _("Choose another file.")
        case InputCode.A_PROGRAM:
            return (
                _("{field} is a program or a script, and is not opened from here."),
                _("It is kept. To use it all the same, save a copy of it."),
            )
        case InputCode.NOT_A_PICTURE:
            return (
                _("{field} cannot be made smaller here: it cannot be read as a picture."),
                _("Make a smaller copy in another program, and add that."),
            )
        case (
            InputCode.NOT_A_PDF
            | InputCode.PDF_DAMAGED
            | InputCode.PDF_NEEDS_PASSWORD
            | InputCode.PDF_WRONG_PASSWORD
            | InputCode.PDF_TOO_MUCH
            | InputCode.OTHER_JOURNAL
            | InputCode.NOT_A_REPLY
        ):
            return returned_pdf_words(code)
        case InputCode.NOT_A_QUERY:
            return (
                _("A filter of the search cannot be followed."),
                _("Write it otherwise, or leave it out."),
            )
    assert_never(code)


def _describe_condition(error: ConditionError) -> UserMessage:
    title, happened, safe, step = _condition_words(error.code)
    parameters = dict(error.parameters)
    if error.code is ConditionCode.BACKUP_FOLDER_UNREACHABLE and parameters.get("is_set"):
        step = _("Your organisation set this folder: if it stays away, tell your IT team.")
    if error.code is ConditionCode.WRONG_PASSPHRASE and parameters.get("is_archive"):
        title = _("That is not the passphrase of the archive")
        step = _("Type it again: capitals and small letters differ.")
    if (
        error.code is ConditionCode.IN_USE
        and parameters.get("since")
        and parameters.get("computer")
    ):
        happened = _("{path} is open in another window or program, on {computer} since {moment}.")
        parameters["moment"] = moment_in_words(str(parameters["since"]))
    return UserMessage(
        title,
        happened.format(path=error.path, **parameters),
        safe,
        step.format(path=error.path, **parameters),
        error.code.value,
    )


def _condition_words(code: ConditionCode) -> tuple[str, str, str, str]:  # noqa: C901, PLR0911, PLR0912 - one case for each code
    untouched = _("Nothing was changed.")
    kept = _("What you typed stays on the screen.")
    match code:
        case ConditionCode.MISSING:
            return (
                _("Not there any more"),
                _("There is nothing at {path}."),
                untouched,
                _("Check where the file is, or choose another."),
            )
        case ConditionCode.FOLDER_MISSING:
            return (
                _("The folder is not there"),
                _("There is no folder at {path}."),
                untouched,
                _("Choose a folder that exists."),
            )
        case ConditionCode.NOT_A_FILE:
            return (
                _("That is not a file"),
                _("{path} is a folder or a device, not a file."),
                untouched,
                _("Choose a file."),
            )
        case ConditionCode.ALREADY_EXISTS:
            return (
                _("There is a file already"),
                _("{path} exists."),
                _("It was not touched."),
                _("Choose another name."),
            )
        case ConditionCode.NO_PERMISSION:
            return (
                _("No permission"),
                _("This computer does not let the program use {path}."),
                kept,
                _("Choose another folder, or ask your IT team."),
            )
        case ConditionCode.NOT_A_JOURNAL:
            return (
                _("Not a journal"),
                _("{path} is not an AHP Journal file."),
                _("It was not touched."),
                _("Choose a file that ends in .ahpjournal and was made by this program."),
            )
        case ConditionCode.ENCRYPTED:
            return (
                _("Protected by a passphrase"),
                _("{path} is encrypted and opens with its passphrase or its recovery code."),
                _("It was not touched."),
                _("Give the passphrase, or the code on the recovery sheet."),
            )
        case ConditionCode.WRONG_PASSPHRASE:
            return (
                _("That is not the passphrase"),
                _("The passphrase does not open {path}."),
                untouched,
                _("Try again, or use the code on the recovery sheet."),
            )
        case ConditionCode.WRONG_RECOVERY_CODE:
            return (
                _("That is the code of another journal"),
                _("The recovery code is complete, but does not open {path}."),
                untouched,
                _("Look for the recovery sheet of this journal."),
            )
        case ConditionCode.KEYS_MISSING:
            return (
                _("The key file is missing"),
                _("{path} is encrypted, and the file ending in .keys is not beside it."),
                _("It was not touched."),
                _(
                    "Put the .keys file back beside it, or use the code on the recovery sheet,"
                    " which opens it without that file."
                ),
            )
        case ConditionCode.KEYS_DAMAGED:
            return (
                _("The key file is damaged"),
                _("The file ending in .keys beside {path} cannot be read. The journal can be."),
                _("It was not touched."),
                _(
                    "Put the .keys file of a backup in its place, or use the code on the recovery"
                    " sheet, which opens the journal without that file."
                ),
            )
        case ConditionCode.NOT_ENCRYPTED:
            return (
                _("There is no passphrase"),
                _("{path} is not encrypted."),
                untouched,
                _("Set a passphrase first."),
            )
        case ConditionCode.DAMAGED:
            return (
                _("The file is damaged"),
                _("Parts of {path} cannot be read."),
                _("It was not touched."),
                _("Bring back a backup, or make a repaired copy; the file itself stays as it is."),
            )
        case ConditionCode.NOTHING_READABLE:
            return (
                _("Nothing in it can be read"),
                _("No reflection, action or rating was found in {path}."),
                _("It was not touched."),
                _("Bring back a backup, and keep this file until you have."),
            )
        case ConditionCode.TOO_NEW:
            return (
                _("Made by a newer version"),
                _("{path} was written by a newer version of AHP Journal."),
                _("It was not touched."),
                _("Update the program on this computer, then open it again."),
            )
        case ConditionCode.IN_USE:
            return (
                _("Already open"),
                _("{path} is open in another window or on another computer."),
                untouched,
                _("Close it there, then try again."),
            )
        case ConditionCode.DISK_FULL:
            return (
                _("The disk is full"),
                _("There is no room left where {path} lies."),
                kept,
                _("Make some room; the program tries again by itself."),
            )
        case ConditionCode.READ_ONLY:
            return (
                _("Read only"),
                _("{path} can be read but not changed."),
                kept,
                _("Copy the journal to a folder of your own, or ask your IT team."),
            )
        case ConditionCode.DRIVE_PROBLEM:
            return (
                _("The drive does not answer"),
                _("The computer could not read or write {path}."),
                kept,
                _("Check the drive or network connection, then try again."),
            )
        case ConditionCode.IS_A_JOURNAL:
            return (
                _("That is a journal"),
                _("{path} belongs to a journal, which this would have replaced."),
                _("It was not touched."),
                _("Choose another name."),
            )
        case ConditionCode.FILE_REPLACED:
            return (
                _("The file was replaced"),
                _("Another program moved {path} or put a different file there while it was open."),
                kept,
                _("Export your journal to another place, then open the file again."),
            )
        case ConditionCode.OUT_OF_MEMORY:
            return (
                _("Not enough memory"),
                _("The computer has no memory left for this."),
                kept,
                _("Close other programs, then try again."),
            )
        case ConditionCode.NO_SCREEN:
            return (
                _("There is no screen"),
                _("The window cannot open: no screen answers here."),
                untouched,
                _("Start it on a desktop. Commands work without; ahpjournal --help lists them."),
            )
        case ConditionCode.LIBRARY_MISSING:
            return (
                _("A part of this computer\u2019s system is missing"),
                _("The window cannot open without {path}."),
                untouched,
                _("Ask your IT team to install it."),
            )
        case ConditionCode.RESOURCE_MISSING:
            return (
                _("A part of the program is missing"),
                _("The installation lacks {path}."),
                untouched,
                _("Install the program again."),
            )
        case ConditionCode.UPGRADE_FAILED:
            return (
                _("The journal could not be brought up to date"),
                _("{path} was written by an older version, and the change to it did not succeed."),
                _("The journal is as it was, and a copy of it is among the backups."),
                _("Open it with the version you used before, and tell your IT team."),
            )
        case ConditionCode.BACKUP_UNSOUND:
            return (
                _("The backup did not read back"),
                _("{path} is not as it should be."),
                _("Your journal was not touched, and the backups made before are still there."),
                _("Check the drive the backups lie on. Safekeeping shows where that is."),
            )
        case ConditionCode.BACKUP_FOLDER_UNREACHABLE:
            return (
                _("The backup folder cannot be reached"),
                _("{path} is not there at the moment, or may not be written to."),
                _("Your journal is safe; until then, backups go to the program\u2019s own folder."),
                _("Connect the drive, or choose another folder for the backups."),
            )
        case ConditionCode.PRIVATE_TEXT_FOUND:
            return (
                _("The PDF was not saved"),
                _(
                    "Reading it back, the program found words in it that you did not choose to"
                    " share."
                ),
                _("The PDF was deleted at once. Your journal is as it was."),
                _(
                    "Look through what you chose: a sentence may stand in a private text and"
                    " in a shared one."
                ),
            )
        case ConditionCode.EXPORT_UNREADABLE:
            return (
                _("The PDF was not saved"),
                _("It could not be read back after it was written."),
                _("Nothing was left behind. Your journal is as it was."),
                _("Try once more, perhaps to another folder."),
            )
        case ConditionCode.ANOTHER_JOURNAL:
            return (
                _("Not a copy of this journal"),
                _("{path} is a journal of its own, begun separately."),
                untouched,
                _("Choose a copy of this journal; to bring in another, export it as JSON."),
            )
        case ConditionCode.SOURCE_UNREADABLE:
            return (
                _("The file cannot be read"),
                _("This computer does not let the program read {path}."),
                untouched,
                _(
                    "Open it once in its own program, then add it again: a file that lies only in"
                    " OneDrive or on a network is fetched by that."
                ),
            )
        case ConditionCode.ATTACHMENT_DAMAGED:
            return (
                _("The attachment is damaged"),
                _("Its content is not what was put in, so it is not shown."),
                _("The reflection itself is not affected."),
                _("Add the file again if you still have it, or look into a backup."),
            )
        case ConditionCode.NOT_ALLOWED_HERE:
            return (
                _("Not allowed on this computer"),
                _("Your organisation has switched this off on its computers."),
                untouched,
                _("Ask your IT team if you need it; Settings shows what they have set."),
            )
        case ConditionCode.PROTECTED_COPY_ONLY:
            return (
                _("Not without protection"),
                _(
                    "This would be a copy of the whole journal that anybody could read. Your"
                    " organisation asks for every journal to be protected."
                ),
                untouched,
                _(
                    "Save an archive on the Portfolio page: the journal in it is always encrypted."
                    " Or make a backup, which is encrypted as the journal is."
                ),
            )
        case ConditionCode.PASSPHRASE_REQUIRED:
            return (
                _("A passphrase is needed first"),
                _("Your organisation asks for every journal to be protected by a passphrase."),
                _("What is written already stays as it is."),
                _("Set a passphrase under Safekeeping; then everything opens as usual."),
            )
    assert_never(code)
