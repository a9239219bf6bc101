from collections.abc import Callable
from typing import Any

import pytest

from ahpjournal.domain.errors import Cancelled
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.services.jobs import InlineJobs

HALF = Progress(1, 2, JobStage.SAVING)


def outcome(work: Callable[[Job], object]) -> list[Any]:
    heard: list[Any] = []
    ticket = InlineJobs().submit(
        work,
        on_done=lambda result: heard.append(("done", result)),
        on_error=lambda error: heard.append(("error", type(error))),
        on_cancelled=lambda: heard.append("cancelled"),
        on_progress=heard.append,
    )
    ticket.cancel()
    return heard


def test_a_job_runs_at_once_and_says_how_far_it_is() -> None:
    def work(job: Job) -> str:
        job.report(HALF)
        job.check_cancelled()
        return "result"

    assert outcome(work) == [HALF, ("done", "result")]


@pytest.mark.parametrize(
    ("error", "expected"),
    [(Cancelled(), "cancelled"), (ValueError(), ("error", ValueError))],
)
def test_exactly_one_outcome_is_told(error: Exception, expected: object) -> None:
    def work(_job: Job) -> None:
        raise error

    assert outcome(work) == [expected]
