"""What every test shares. No Qt here: most of the tests run without it."""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from ahpjournal.policy import reading

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

# Machines differ in speed, so examples are counted, never timed.
settings.register_profile(
    "quick", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("AHPJOURNAL_HYPOTHESIS", "quick"))

# Widgets are drawn into memory: no test needs a screen, and none opens a window on one.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Which day a moment belongs to depends on where the computer stands: tests stand in one place.
os.environ["TZ"] = "UTC"
if sys.platform != "win32":
    time.tzset()

# What a test does not put elsewhere goes to a home that nobody lives in.
os.environ["AHPJOURNAL_HOME"] = tempfile.mkdtemp(prefix="ahpjournal-tests-")

# What the owner of this machine sets for it is no part of a test.
for system in reading.PLACES:
    reading.PLACES[system] = Path(os.environ["AHPJOURNAL_HOME"]) / "no-policy.toml"


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """Give the application with every font: one that came later would move what is laid out."""
    from ahpjournal.ui.theme.fonts import load_first_fonts, load_more_fonts

    load_first_fonts()
    load_more_fonts()
    return qapp


@pytest.fixture
def qtbot(qapp: "QApplication", request: pytest.FixtureRequest) -> "QtBot":
    """Give hands for widgets, which wait for as long as a busy computer needs."""
    from tests.patience import PatientQtBot

    return PatientQtBot(request)
