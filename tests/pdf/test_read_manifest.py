"""What our own document carries is read back."""

from pathlib import Path

from ahpjournal.domain.jobs import SilentJob
from ahpjournal.pdf.finish import Finish
from ahpjournal.pdf.kinds import coach
from ahpjournal.pdf.read_manifest import manifest_in
from tests.pdf.forms_in_tests import EXPORT, small_content


def test_the_manifest_of_an_encrypted_document_is_read_with_its_password(tmp_path: Path) -> None:
    path = tmp_path / "coach.pdf"
    coach.write(small_content(), path, SilentJob(), Finish(password="herons"))
    found = manifest_in(path.read_bytes(), "herons")
    assert found is not None
    assert found["export"] == EXPORT
