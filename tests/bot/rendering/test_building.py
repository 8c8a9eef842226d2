"""A reload as messages."""

from __future__ import annotations

import discord
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpora.heard import STAGES, Heard
from bot.rendering.building import (
    render_failed,
    render_no_preview,
    render_preview,
    render_progress,
    render_reloaded,
    render_schedule_failed,
    render_still_building,
)
from retrieval.values import SHARED
from tests.bot.rendering.hostile import titles
from tests.bot.rendering.markdown import check_limits, read, shown_text, texts, walk

GUILD = 2**63 - 1
# What our own words may bring about.
OURS = {"bold", "code"}


def lists() -> st.SearchStrategy[tuple[str, ...]]:
    """None, a few, or thousands, as folders are."""
    return st.tuples(st.lists(titles, max_size=12), st.sampled_from([0, 1, 5000])).map(
        lambda drawn: tuple(drawn[0]) + tuple(f"a-{number}" for number in range(drawn[1]))
    )


@st.composite
def heards(draw: st.DrawFn) -> Heard:
    return Heard(
        draw(lists()), draw(lists()), draw(lists()), rejected=list(draw(lists())), notices=list(draw(lists())),
        generation="000002-f57f55b9", counts={"articles": 10**6, "sentences": 10**7, "passages": 10**6}, seconds=12.5,
    )  # fmt: skip


def said(view: discord.ui.LayoutView) -> str:
    return shown_text(view.to_components())  # type: ignore[no-untyped-call]


def labels(view: discord.ui.LayoutView) -> list[str]:
    return [each["label"] for each in walk(view.to_components()) if each["type"] == 2]  # type: ignore[no-untyped-call]


def check_harmless(view: discord.ui.LayoutView) -> None:
    """Nothing links, pings or formats but our own bold and code."""
    for text in texts(view):
        for line in read(text):
            assert {kind for kind, _ in line.marks} <= OURS, line
            assert all(mark.startswith("`0") or set(mark) <= set("`█░") for kind, mark in line.marks if kind == "code")
            assert set(line.block) <= {"list", "small"}
            assert len(line.block) <= 1


@settings(deadline=None, max_examples=40)
@given(heards(), titles, st.booleans())
def test_whatever_a_folder_holds_the_messages_of_a_reload_are_taken_and_do_nothing(
    heard: Heard,
    title: str,
    current: bool,  # noqa: FBT001 - hypothesis draws it
) -> None:
    """Law: ids, titles, file names and reasons can't format, link or ping, and no list makes a message too long."""
    named = dict.fromkeys([*heard.added, *heard.changed], title)
    for corpus_id in (SHARED, GUILD):
        for view in (
            render_preview(corpus_id, heard, named, serves_current=current),
            render_reloaded(corpus_id, heard, named),
        ):
            check_limits(view)
            check_harmless(view)


@settings(deadline=None, max_examples=40)
@given(titles, st.integers(1, 40), st.booleans())
def test_whatever_failed_its_message_is_taken_and_does_nothing(
    text: str,
    times: int,
    serves: bool,  # noqa: FBT001 - hypothesis draws it
) -> None:
    """Law: an error's words can't format, link or ping, however long they are."""
    failed = text * times
    for view in (
        render_failed(SHARED, failed, serves=serves),
        render_no_preview(GUILD, failed),
        render_schedule_failed(failed, serves=serves),
    ):
        check_limits(view)
        for content in texts(view):
            assert all(kind in OURS for line in read(content) for kind, _ in line.marks)


def test_a_preview_counts_everything_and_names_the_first_of_each() -> None:
    """Law: the counts are those of all; ten of each are named, by title where one is known, and the rest is counted."""
    heard = Heard(
        added=tuple(f"a{number}" for number in range(25)), changed=("b",), rejected=["x.pdf was left out: why"]
    )
    shown = said(render_preview(SHARED, heard, {"b": "Bee"}, serves_current=True))
    assert "would add 25, change 1 and remove 0" in shown
    assert "a9\n" in shown
    assert "a10" not in shown
    assert "+15 more" in shown
    assert "Bee (b)" in shown
    assert "x.pdf was left out: why" in shown
    assert "Removed" not in shown


def test_a_build_is_offered_where_there_is_something_to_build() -> None:
    """Law: no change, no button; but where what was built does not serve, the same articles are built anew."""
    changed = Heard(removed=("a",))
    assert labels(render_preview(SHARED, changed, {}, serves_current=True)) == ["Build it", "Cancel"]
    nothing = render_preview(GUILD, Heard(), {}, serves_current=True)
    assert labels(nothing) == []
    assert "Nothing has changed in this server's articles" in said(nothing)
    assert labels(render_preview(SHARED, Heard(), {}, serves_current=False)) == ["Build it", "Cancel"]


def test_buttons_hold_which_corpus_they_are_for() -> None:
    """Law: a press after a restart knows what to build."""
    view = render_preview(GUILD, Heard(added=("a",)), {}, serves_current=True)
    ids = [each["custom_id"] for each in walk(view.to_components()) if each["type"] == 2]  # type: ignore[no-untyped-call]
    assert ids == [f"fn:build:{GUILD}", f"fn:cancel:{GUILD}"]


def test_progress_never_goes_back_and_names_its_step() -> None:
    """Law: at every step the bar is at least as long as before, from empty to full, and the step is said in words."""
    heard, shares = Heard(), []
    for stage in range(len(STAGES) + 1):
        heard.stage, heard.done, heard.total = stage, 0, 200
        for done in (0, 50, 200) if heard.measured else (200,):
            heard.done = done
            view = render_progress(SHARED, heard)
            check_limits(view)
            check_harmless(view)
            shares.append(heard.share)
            assert f"step {stage + 1} of {len(STAGES) + 1}" in said(view)
            assert (", 50 of 200" in said(view)) == (heard.measured and done == 50)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)


def test_a_build_without_new_texts_has_progress_too() -> None:
    """Law: where nothing is to be encoded there is nothing to divide by, and the bar goes on."""
    heard = Heard()
    heard.hear({"event": "stage", "stage": "load_weights"})
    heard.hear({"event": "progress", "doing": "encoding", "done": 0, "total": 0})
    assert heard.share < 1
    assert "step 5 of 9: encoding the texts" in said(render_progress(SHARED, heard))


def test_how_long_a_step_takes_yet_is_said_where_it_is_known() -> None:
    """Law: seconds left are told in words beside the count; what is over at once and what has ended is not waited for."""
    heard = Heard()
    progress = {"event": "progress", "doing": "reading", "done": 64, "total": 128}
    heard.hear({"event": "stage", "stage": "read"})
    heard.hear({**progress, "rate": 0.5, "seconds_left": 128.0})
    view = render_progress(SHARED, heard)
    check_limits(view)
    assert said(view).endswith("step 3 of 9: looking for dates and quotations, 64 of 128, about 2 minutes left")
    heard.hear({**progress, "done": 127, "rate": 0.5, "seconds_left": 2.0})
    assert said(render_progress(SHARED, heard)).endswith("127 of 128")
    heard.hear({**progress, "rate": 0.5, "seconds_left": 128.0})
    heard.hear({"event": "stage", "stage": "facts"})
    assert "left" not in said(render_progress(SHARED, heard))


def test_a_failure_says_what_serves() -> None:
    """Law: what served goes on serving; and where nothing did, that is what is said."""
    assert "What served before goes on serving." in said(render_failed(SHARED, "the disk is full", serves=True))
    assert "Nothing serves yet" in said(render_failed(SHARED, "the disk is full", serves=False))


def test_an_unchanged_build_claims_no_new_generation() -> None:
    """Law: a build that found nothing to do says that the old generation goes on."""
    heard = Heard()
    heard.hear({"event": "unchanged", "generation": "000001-bd6d8c0d", "articles": 3})
    assert said(render_reloaded(SHARED, heard, {})) == (
        "Nothing had changed in the shared articles: generation `000001-bd6d8c0d` goes on serving."
    )


def test_the_last_words_while_it_builds_name_the_way_to_the_end() -> None:
    """Law: once the message can't be edited any more, people know where to look."""
    assert "still building; `/corpus status` shows how it ended" in said(render_still_building(SHARED))
