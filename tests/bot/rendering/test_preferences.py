"""Settings as messages."""

from __future__ import annotations

import discord
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.records.values import ALL_ARTICLES, Focus, PreferenceChanges, Preferences
from bot.rendering.preferences import (
    ShownPreferences,
    changes_in_words,
    render_change,
    render_decided,
    render_preferences,
)
from config.sections import LimitSettings
from tests.bot.rendering.hostile import texts as hostile
from tests.bot.rendering.hostile import titles
from tests.bot.rendering.markdown import check_limits, read, shown_text, texts

ID = 2**63 - 1
FOCUS = Focus(ID, "a" * 64)
MOST = LimitSettings(per_person=240, per_server=2400)
ids = st.integers(1, ID)
switch = st.none() | st.booleans()
decided = st.builds(
    Preferences,
    switch,
    switch,
    switch,
    st.sampled_from([None, FOCUS, ALL_ARTICLES]),
    st.none() | st.integers(1, 2**31),
    st.none() | st.integers(1, 2**31),
    st.none() | ids,
)


def said(view: discord.ui.LayoutView) -> str:
    return shown_text(view.to_components())  # type: ignore[no-untyped-call]


def marks(view: discord.ui.LayoutView) -> list[tuple[str, str]]:
    """What in it is no plain text: mentions, links, code and the like."""
    return [mark for text in texts(view) for line in read(text) for mark in line.marks]


@settings(max_examples=100, deadline=None)
@given(st.none() | ids, decided, decided, titles, hostile(), st.integers(0, 40), st.booleans())
def test_whatever_holds_fits_and_does_nothing(
    channel_id: int | None,
    channel: Preferences,
    server: Preferences,
    title: str,
    outcome: str,
    others: int,
    may_open: bool,  # noqa: FBT001 - drawn
) -> None:
    """Law: settings and lines about them are valid for Discord, and a title or an outcome adds nothing but text."""
    changes: PreferenceChanges = {
        "mentions": True, "threads": None, "private": False, "focus": FOCUS, "per_person": 1, "per_server": None,
        "log_channel_id": ID,
    }  # fmt: skip

    def views(title: str, outcome: str) -> list[discord.ui.LayoutView]:
        shown = ShownPreferences(
            channel_id, channel, server, MOST, {FOCUS: title}, [ID] * others, may_open_threads=may_open
        )
        told = changes_in_words(changes, {FOCUS: title}, of_channel=channel_id is not None)
        return [
            render_preferences(shown, told),
            render_decided(ID, channel_id, changes, {FOCUS: title}),
            render_change(ID, "reload", outcome),
        ]

    for view, harmless in zip(views(title, outcome), views("x", "x"), strict=True):
        check_limits(view)
        assert marks(view) == marks(harmless)


def test_what_the_bot_allows_now_bounds_what_was_decided_before() -> None:
    """Law: a limit that was decided when more was allowed is shown as what holds."""
    server = Preferences(per_person=1000, per_server=7)
    text = said(render_preferences(ShownPreferences(None, Preferences(), server, MOST, {})))
    assert "Questions a person may ask in a minute: 240 · default" in text
    assert "Questions all may ask in a minute: 7 (of 2,400 at most) · this server" in text
