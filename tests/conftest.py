"""What every test shares. No Qt here: most of the tests run without it."""

import os
import tempfile

from hypothesis import HealthCheck, settings

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

# What a test does not put elsewhere goes to a home that nobody lives in.
os.environ["AHPJOURNAL_HOME"] = tempfile.mkdtemp(prefix="ahpjournal-tests-")
