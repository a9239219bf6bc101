"""Long work runs elsewhere and its outcome comes back exactly once, on the window's thread."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.ui.qt_jobs import QtJobs, QtTicket
from tests.patience import PATIENCE_S


@dataclass
class Outcomes:
    """What came back, in order, and on which thread."""

    done: list[object] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    cancelled: int = 0
    progress: list[Progress] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def on_done(self, result: object) -> None:
        self._note()
        self.done.append(result)

    def on_error(self, error: Exception) -> None:
        self._note()
        self.errors.append(error)

    def on_cancelled(self) -> None:
        self._note()
        self.cancelled += 1

    def on_progress(self, progress: Progress) -> None:
        self._note()
        self.progress.append(progress)

    @property
    def count(self) -> int:
        return len(self.done) + len(self.errors) + self.cancelled

    def _note(self) -> None:
        self.threads.add(threading.get_ident())


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[QtJobs]:
    runner = QtJobs()
    yield runner
    runner.shut_down()


def hand_in(jobs: QtJobs, work: object, outcomes: Outcomes) -> QtTicket:
    assert callable(work)
    return jobs.submit(
        work,
        on_done=outcomes.on_done,
        on_error=outcomes.on_error,
        on_cancelled=outcomes.on_cancelled,
        on_progress=outcomes.on_progress,
    )


def test_a_result_comes_back_on_the_thread_of_the_window(jobs: QtJobs, qtbot: QtBot) -> None:
    worker: list[int] = []

    def work(job: Job) -> str:
        worker.append(threading.get_ident())
        return "portfolio.pdf"

    outcomes = Outcomes()
    hand_in(jobs, work, outcomes)
    qtbot.waitUntil(lambda: outcomes.count > 0)
    assert outcomes.done == ["portfolio.pdf"]
    assert outcomes.threads == {threading.get_ident()}
    assert worker != [threading.get_ident()]
    assert not jobs.is_busy


def test_progress_arrives_in_order_and_before_the_result(jobs: QtJobs, qtbot: QtBot) -> None:
    def work(job: Job) -> int:
        for done in range(50):
            job.report(Progress(done, 50, JobStage.DRAWING))
        return 50

    outcomes = Outcomes()
    hand_in(jobs, work, outcomes)
    qtbot.waitUntil(lambda: outcomes.count > 0)
    assert [p.done for p in outcomes.progress] == list(range(50))


def test_a_failure_comes_back_as_it_was_raised(jobs: QtJobs, qtbot: QtBot) -> None:
    def work(job: Job) -> None:
        raise ConditionError(ConditionCode.NO_PERMISSION, "folder")

    outcomes = Outcomes()
    hand_in(jobs, work, outcomes)
    qtbot.waitUntil(lambda: outcomes.count > 0)
    (error,) = outcomes.errors
    assert isinstance(error, ConditionError)
    assert error.code is ConditionCode.NO_PERMISSION
    assert outcomes.count == 1


def test_a_running_job_stops_when_asked(jobs: QtJobs, qtbot: QtBot) -> None:
    started = threading.Event()

    def work(job: Job) -> None:
        started.set()
        while True:
            job.check_cancelled()

    outcomes = Outcomes()
    ticket = hand_in(jobs, work, outcomes)
    assert started.wait(PATIENCE_S)
    ticket.cancel()
    qtbot.waitUntil(lambda: outcomes.count > 0)
    assert (outcomes.cancelled, outcomes.count) == (1, 1)


def test_a_waiting_job_that_is_cancelled_never_runs(jobs: QtJobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    ran: list[bool] = []
    first, second = Outcomes(), Outcomes()
    hand_in(jobs, lambda job: gate.wait(PATIENCE_S), first)
    ticket = hand_in(jobs, lambda job: ran.append(True), second)
    ticket.cancel()
    gate.set()
    qtbot.waitUntil(lambda: first.count + second.count == 2)
    assert first.done == [True]
    assert second.cancelled == 1
    assert not ran


def test_jobs_run_one_after_another(jobs: QtJobs, qtbot: QtBot) -> None:
    running = 0
    most = 0

    def work(job: Job) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        threading.Event().wait(0.005)
        running -= 1

    outcomes = Outcomes()
    for _turn in range(5):
        hand_in(jobs, work, outcomes)
    qtbot.waitUntil(lambda: outcomes.count == 5)
    assert most == 1


def test_cancelling_after_the_end_changes_nothing(jobs: QtJobs, qtbot: QtBot) -> None:
    outcomes = Outcomes()
    ticket = hand_in(jobs, lambda job: "done", outcomes)
    qtbot.waitUntil(lambda: outcomes.count > 0)
    ticket.cancel()
    assert outcomes.done == ["done"]
    assert outcomes.count == 1


def test_shutting_down_waits_for_the_job_that_runs(qtbot: QtBot) -> None:
    runner = QtJobs()
    started, ended = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        started.set()
        try:
            while True:
                job.check_cancelled()
        finally:
            ended.set()

    outcomes = Outcomes()
    hand_in(runner, work, outcomes)
    assert started.wait(PATIENCE_S)
    runner.shut_down()
    assert ended.is_set()
    assert not [t for t in threading.enumerate() if t.name.startswith("job")]
    qtbot.waitUntil(lambda: outcomes.cancelled == 1)


def test_after_stopping_all_nobody_is_called_back_and_later_jobs_run(
    qtbot: QtBot, jobs: QtJobs
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    gone, later = Outcomes(), Outcomes()

    def stubborn(job: Job) -> str:
        begun.set()
        go_on.wait(PATIENCE_S)
        job.report(Progress(1, 1, JobStage.SAVING))
        return "written"

    hand_in(jobs, stubborn, gone)
    assert begun.wait(PATIENCE_S)
    jobs.stop_all()
    hand_in(jobs, lambda _job: "opened", later)
    go_on.set()
    qtbot.waitUntil(lambda: later.count == 1)
    assert later.done == ["opened"]
    assert gone.count == 0
    assert gone.progress == []
    assert not jobs.is_busy
