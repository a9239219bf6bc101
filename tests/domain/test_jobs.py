from ahpjournal.domain.jobs import Job, JobStage, Progress, SilentJob


def test_a_silent_job_takes_no_notice_and_never_stops() -> None:
    job: Job = SilentJob()
    for done in range(3):
        job.report(Progress(done, 3, JobStage.SAVING))
        job.check_cancelled()
