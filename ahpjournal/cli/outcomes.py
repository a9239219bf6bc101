"""Every outcome of the program as words and an exit code; what words need is loaded for them."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from ahpjournal import logs
from ahpjournal.domain.errors import AhpJournalError, Cancelled
from ahpjournal.settings import home

_OWNER_ONLY = 0o077


def exit_code_of(work: Callable[[], int], *, as_json: bool = False) -> int:
    """Do *work* and give its exit code; never shows a traceback.

    Whatever is made meanwhile can be read by its owner only.
    """
    usual = os.umask(_OWNER_ONLY)  # for what libraries make, too
    _speak_utf8()
    logs.open_log(home())
    try:
        return work()
    except (KeyboardInterrupt, Cancelled):
        from ahpjournal.cli.output import INTERRUPTED

        return INTERRUPTED
    except AhpJournalError as error:
        from ahpjournal.cli.output import complain_of

        return complain_of(error, as_json=as_json)
    except BrokenPipeError:
        from ahpjournal.cli.output import FAULT

        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - quiet until the end
        return FAULT
    except Exception as error:  # noqa: BLE001 - the last door: no traceback ever reaches a user
        from ahpjournal.cli.output import FAULT, complain
        from ahpjournal.services.messages import unexpected

        logs.fault(error)
        complain(unexpected(), [], as_json=as_json)
        return FAULT
    finally:
        logs.close_log()
        os.umask(usual)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
