"""Moments as people here write them."""

from ahpjournal.domain.clock import parse_timestamp


def moment_in_words(timestamp: str) -> str:
    """Write the moment of *timestamp* as day and time of this computer, such as 24/06/2026 09:30.

    Raises:
        ValueError: it is no timestamp.
    """
    return parse_timestamp(timestamp).astimezone().strftime("%d/%m/%Y %H:%M")
