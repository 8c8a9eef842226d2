"""A corpus as messages."""

from __future__ import annotations

import datetime as dt

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.records.values import FORGOTTEN, Change
from bot.rendering.corpora import (
    Standing,
    outlined,
    render_list,
    render_not_rolled_back,
    render_rolled_back,
    render_status,
)
from corpus.values import Article
from retrieval.generations.generations import LastBuild
from retrieval.generations.history import Changes, Touched
from retrieval.generations.live import Freshness
from retrieval.generations.manifest import Manifest, Recipe
from retrieval.values import SHARED
from tests.bot.rendering.hostile import titles
from tests.bot.rendering.markdown import check_limits, read, shown_text, texts

NOW = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
GUILD = 2**63 - 1


def standing(**other: object) -> Standing:
    recipe = Recipe("hashing", "hashing-1-0123456789abcdef", 128)
    files = {"a": {"bytes": 3 * 2**20}, "b": {"bytes": 2**19}}
    values = {
        "corpus_id": SHARED,
        "manifest": Manifest("000007-aaaabbbb", SHARED, NOW, recipe, {"articles": 3}, "numpy", files),
        "freshness": Freshness(3, dt.date(2021, 5, 4), NOW),
        "folder_changed": False,
        "building": False,
        "last_build": LastBuild(NOW, None),
        "queued": 4,
        "changes": (),
        **other,
    }
    return Standing(**values)  # type: ignore[arg-type]


def said(view: discord.ui.LayoutView) -> str:
    return shown_text(view.to_components())  # type: ignore[no-untyped-call]


def marks(view: discord.ui.LayoutView) -> set[tuple[str, str]]:
    return {mark for text in texts(view) for line in read(text) for mark in line.marks if mark[0] != "bold"}


def test_status_tells_all_that_matters() -> None:
    """Law: how many, how new, loaded when, which generation, model and digest, how large, who waits, how builds ended."""
    shown = said(render_status(standing(folder_changed=True, building=True)))
    for part in (
        "The shared articles",
        "3 articles · newest from 4 May 2021 · loaded <t:1767323045:R>",
        "`000007-aaaabbbb`, 3.5 MiB on disk",
        "hashing, SHA-256 `hashing-1-01…`",
        "Folder changed since: yes",
        "A build is running.",
        "Last build: <t:1767323045:R>, ended well",
        "Questions waiting: 4",
    ):
        assert part in shown
    assert "Folder changed since: no" in said(render_status(standing()))


def _changing(changes: Changes) -> Manifest:
    recipe = Recipe("hashing", "hashing-1-0123456789abcdef", 128)
    return Manifest("000007-aaaabbbb", SHARED, NOW, recipe, {"articles": 3}, "numpy", {}, changes)


def test_status_names_what_the_build_changed() -> None:
    """Law: added and changed articles by title, removed ones by id, the rest counted; to others than operators too."""
    changes = Changes(Touched(23, ("a", "b")), Touched(1, ("c",)), Touched(1, ("gone",)))
    shown = standing(manifest=_changing(changes), titles={"a": "The tower", "b": "Fog", "c": "Rain"})
    for each in (shown, outlined(shown)):
        lines = said(render_status(each)).splitlines()
        assert lines[lines.index("By its build") + 1 :][:3] == [
            "Added (23): The tower, Fog, +21 more",
            "Changed (1): Rain",
            "Removed (1): gone",
        ]
    assert "By its build\nNo article was added, changed or removed." in said(render_status(standing()))


@settings(deadline=None, max_examples=40)
@given(st.lists(titles, min_size=20, max_size=20), titles)
def test_hostile_titles_of_a_build_are_text_and_fit(names: list[str], outcome: str) -> None:
    """Law: however long they are, the message is valid, and they can't format, link or ping."""
    ids = tuple(f"a{n}" for n in range(20))
    changes = Changes(*(Touched(10**6, ids) for _ in range(3)))
    audit = tuple(Change(NOW, SHARED, 77, GUILD, "reload", True, outcome * 40) for _ in range(5))
    for made in ((), audit):
        view = render_status(
            standing(
                manifest=_changing(changes),
                titles=dict(zip(ids, names, strict=True)),
                last_build=LastBuild(NOW, outcome * 40) if made else None,
                changes=made,
            )
        )
        check_limits(view)
        assert "<@77>" in "".join(texts(view)) or not made
        assert "\n".join(texts(view)).replace("<@77>", "").count("<@") == 0


def test_status_where_nothing_serves() -> None:
    """Law: without a generation that is what is said, and nothing of one is made up."""
    empty = standing(manifest=None, freshness=Freshness(0, None, None), last_build=None, folder_changed=True)
    shown = said(render_status(empty))
    assert "Nothing is loaded" in shown
    assert "Last build: none is on record" in shown
    assert "Generation" not in shown


@settings(deadline=None, max_examples=40)
@given(titles, titles, st.integers(1, 40))
def test_status_shows_hostile_errors_and_outcomes_as_text(error: str, outcome: str, times: int) -> None:
    """Law: of the audit only the mention and the time are ours to act; errors, outcomes and models are text."""
    changes = tuple(Change(NOW, SHARED, 77, GUILD, "reload", bool(n % 2), outcome * times) for n in range(5))
    view = render_status(standing(last_build=LastBuild(NOW, error * times), changes=changes))
    check_limits(view)
    allowed = {"000007-aaaabbbb", "hashing-1-01…", "/corpus reload"}
    for kind, mark in marks(view):
        assert kind == "time" or (kind == "code" and mark.strip("`") in allowed) or mark in "<@>", (kind, mark)
    raw = "\n".join(texts(view))
    assert raw.count("<@77>") == 5
    assert raw.replace("<@77>", "").count("<@") == 0


def test_status_with_everything_at_its_longest_is_valid() -> None:
    """A failed build, a model and five changes that are all marks, a build running and another folder: Discord takes it."""
    changes = (Change(NOW, SHARED, 2**63 - 1, GUILD, "rollback" + "_" * 40, False, "*" * 5000),) * 5
    recipe = Recipe("_" * 200, "*" * 64, 128)
    manifest = Manifest("000007-aaaabbbb", GUILD, NOW, recipe, {"articles": 3}, "numpy", {})
    last = LastBuild(NOW, "*" * 5000)
    check_limits(
        render_status(standing(last_build=last, building=True, folder_changed=True, changes=changes, manifest=manifest))
    )


def test_last_changes_say_who_when_and_how_it_ended() -> None:
    """Law: a person is mentioned, the schedule is named as such, and a failed attempt is called one."""
    changes = (
        Change(NOW, SHARED, 77, GUILD, "rollback", True, "generation a serves again"),
        Change(NOW, SHARED, None, None, "reload", False, "the disk is full"),
    )
    shown = said(render_status(standing(changes=changes)))
    assert "<t:1767323045:R> · <@77> · rollback: generation a serves again" in shown
    assert "console or schedule · reload: failed: the disk is full" in shown


def test_a_list_has_the_newest_first_and_counts_the_rest() -> None:
    """Law: twenty at most, newest first, undated last, the others as a count."""
    old = [
        Article(f"a{n}", f"Title {n}", "b", published=dt.date(2000 + n, 1, 1), published_basis="inferred")
        for n in range(22)
    ]
    view = render_list(GUILD, (Article("u", "Undated", "b"), *old))
    shown = said(view)
    assert shown.startswith("This server's articles (23)\nTitle 21 · 1 January 2021 (inferred)\nTitle 20 ·")
    assert "Title 2 ·" in shown
    assert "Title 1 ·" not in shown
    assert "Undated" not in shown
    assert shown.endswith("+3 more")
    assert "none is loaded" in said(render_list(SHARED, ()))
    assert "more" not in said(render_list(SHARED, (Article("u", "Undated", "b"),)))


@settings(deadline=None, max_examples=40)
@given(st.lists(titles, min_size=1, max_size=30), titles)
def test_a_list_of_hostile_titles_is_taken_and_does_nothing(names: list[str], publisher: str) -> None:
    """Law: titles and publishers can't format, link or ping, and fit."""
    view = render_list(SHARED, tuple(Article(str(n), each, "b", publisher=publisher) for n, each in enumerate(names)))
    check_limits(view)
    assert not marks(view)


def test_going_back_says_that_a_schedule_will_undo_it() -> None:
    """Law: a rollback that the next scheduled look undoes is no surprise; a server's own articles have no schedule."""
    every = dt.timedelta(minutes=90)
    fresh = Freshness(3, None, NOW)
    shown = said(render_rolled_back(SHARED, "000002-b", "000001-a", fresh, every))
    assert "generation `000001-a` serves again, instead of `000002-b`, with 3 articles" in shown
    assert "every 90 minutes" in shown
    assert "scheduled" not in said(render_rolled_back(SHARED, "b", "a", fresh, None))
    assert "scheduled" not in said(render_rolled_back(GUILD, "b", "a", fresh, every))


@settings(deadline=None, max_examples=40)
@given(titles)
def test_why_there_is_no_way_back_is_text(failed: str) -> None:
    """Law: an error's words can't format, link or ping."""
    view = render_not_rolled_back(SHARED, failed)
    check_limits(view)
    assert not marks(view)


def test_a_model_in_a_folder_is_shown_by_its_name() -> None:
    """Law: where on the machine the model lies is nobody's business on Discord."""
    recipe = Recipe("/srv/private/models/mini", "0123456789abcdef", 128)
    manifest = Manifest("000007-aaaabbbb", SHARED, NOW, recipe, {"articles": 3}, "numpy", {})
    shown = said(render_status(standing(manifest=manifest)))
    assert "Model: mini, SHA-256 `0123456789ab…`" in shown
    assert "/srv" not in shown


@pytest.mark.parametrize(
    ("actor_id", "who"), [(7, "<@7>"), (None, "console or schedule"), (FORGOTTEN, "somebody who was forgotten")]
)
def test_status_says_who_made_a_change_as_far_as_it_is_known(actor_id: int | None, who: str) -> None:
    """Law: who was forgotten is taken neither for another person nor for the console."""
    change = Change(NOW, SHARED, actor_id, GUILD, "reload", done=True, outcome="nothing had changed")
    assert f" · {who} · reload: nothing had changed" in said(render_status(standing(changes=(change,))))
