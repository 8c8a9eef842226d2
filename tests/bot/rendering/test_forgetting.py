"""What `/forget` shows."""

from __future__ import annotations

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.records import OnRecord
from bot.rendering.forgetting import render_forgotten, render_kept, render_on_record
from tests.bot.rendering.markdown import check_limits, shown_text, walk

COUNTS = st.builds(OnRecord, *[st.integers(0, 2**63)] * 3)


def tree(view: discord.ui.LayoutView) -> list[dict[str, object]]:
    made: list[dict[str, object]] = view.to_components()  # type: ignore[no-untyped-call]
    return made


@given(COUNTS)
def test_what_is_on_record_is_counted_and_can_be_forgotten_where_there_is_any(found: OnRecord) -> None:
    """Law: every count stands there; the buttons' ids name nobody; where there is nothing there is no button."""
    for view in (render_on_record(found), render_forgotten(found), render_kept()):
        check_limits(view)
    ids = [each["custom_id"] for each in walk(tree(render_on_record(found))) if each["type"] == 2]
    assert ids == (["fn:forget", "fn:keep"] if found else [])
    for text in (shown_text(tree(render(found))) for render in (render_on_record, render_forgotten)):
        if found:
            assert (f"{found.questions:,} question" in text) == bool(found.questions or found.votes)
            assert (f"{found.votes:,} vote" in text) == bool(found.questions or found.votes)
            assert (f"{found.changes:,} change" in text) == bool(found.changes)
        else:
            assert text.startswith("Nothing of yours is on record")


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (
            OnRecord(12, 3),
            "12 questions and 3 votes of yours are on record, over all servers and direct messages. They are deleted for good",
        ),
        (OnRecord(1, 0, 2), "1 question and 0 votes of yours are on record"),
        (OnRecord(0, 0, 1), "Your name stands at 1 change of articles: it goes, and the rest of that stays on record."),
    ],
)
def test_it_reads_as_a_sentence(found: OnRecord, shown: str) -> None:
    """Law: one and many are told apart."""
    assert shown in shown_text(tree(render_on_record(found)))


@pytest.mark.parametrize(
    ("gone", "shown"),
    [
        (OnRecord(1, 2), "Forgotten: 1 question and 2 votes of yours."),
        (OnRecord(0, 0, 1), "Forgotten: your name at 1 change of articles."),
        (OnRecord(2, 1, 3), "Forgotten: 2 questions and 1 vote of yours, and your name at 3 changes of articles."),
    ],
)
def test_what_went_is_told(gone: OnRecord, shown: str) -> None:
    """Law: what went is counted, and what there was nothing of is not spoken of."""
    assert shown_text(tree(render_forgotten(gone))) == shown
