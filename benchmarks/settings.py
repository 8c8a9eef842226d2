"""What the bot is told in the environment where it is measured on the stand-in of the wire tests."""

from __future__ import annotations

from pathlib import Path

from tests.wire.standin import StandIn


def environment_in(home: Path, discord: StandIn) -> dict[str, str]:
    """Its articles and data lie in `home`, Discord is the stand-in, and nobody asks too much."""
    return {
        **discord.environment,
        "FOOTNOTE_DATA_DIR": str(home / "data"),
        "FOOTNOTE_CORPUS__PATH": str(home / "articles"),
        "FOOTNOTE_LIMITS__PER_PERSON": "100000",
        "FOOTNOTE_LIMITS__PER_SERVER": "100000",
        "FOOTNOTE_LIMITS__PRESSES": "100000",
    }
