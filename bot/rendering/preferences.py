"""What servers and channels prefer, as messages: what holds where and whence, and the lines that tell of changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.records.values import DEFAULTS, Focus, PreferenceChanges, Preferences
from bot.rendering import layout
from bot.rendering.text import name, small, units
from config.sections import LimitSettings

# What each preference is called, by its field.
LABELS = {
    "mentions": "Mentions",
    "threads": "Where mentions are answered",
    "focus": "Article in focus",
    "private": "Answers to commands",
    "per_person": "Questions a person may ask in a minute",
    "per_server": "Questions all may ask in a minute",
    "log_channel_id": "Changes are told in",
}
# Of a channel as of a server; the others are a server's only.
OF_CHANNELS = ("mentions", "threads", "focus", "private")
_WORDS = {
    ("mentions", True): "answered",
    ("mentions", False): "not answered, and neither are replies to me",
    ("threads", True): "in a thread opened on the message",
    ("threads", False): "below the message",
    ("private", True): "for the one who asked alone, unless `private` says otherwise",
    ("private", False): "for all to see, unless `private` says otherwise",
}
_ALL = "questions are asked of all articles"
_NO_THREADS = " (I may not open threads here, so it is done below the message)"
_HOW = "`/settings server` and `/settings channel` change them; `reset` takes a setting back."
_MOST_CHANNELS = 20


@dataclass(frozen=True, slots=True)
class ShownPreferences:
    """What holds in a channel, or where `channel_id` is None in the server as a whole.

    `titles` are those of the articles in focus that are there, `others` the channels that have decided something, `most` what
    the bot's own settings allow.
    """

    channel_id: int | None
    channel: Preferences
    server: Preferences
    most: LimitSettings
    titles: Mapping[Focus, str]
    others: Sequence[int] = ()
    may_open_threads: bool = True


def render_preferences(shown: ShownPreferences, told: str = "") -> discord.ui.LayoutView:
    """All that holds, each value with where it comes from; `told` is what has just happened, in Markdown of ours."""
    where = "of this server" if shown.channel_id is None else f"in <#{shown.channel_id}>"
    here = "\n".join([f"**Settings {where}**", *(_line(field, shown) for field in OF_CHANNELS)])
    whole = "\n".join(["**In the whole server**", *_limits(shown), _line("log_channel_id", shown)])
    foot = "\n".join([*_others(shown), small(_HOW)])
    room = layout.MOST_UNITS - sum(map(units, (here, whole, foot)))
    head = [layout.words(told), layout.line()] if told and units(told) <= room else []
    return layout.message(
        *head, layout.words(here), layout.line(), layout.words(whole), layout.words(foot), colour=layout.ANSWER
    )


def changes_in_words(changes: PreferenceChanges, titles: Mapping[Focus, str], *, of_channel: bool) -> str:
    """Each preference that was changed and what it is now, safe to show."""
    back = "as in the server" if of_channel else "back to the default"
    return "; ".join(
        f"{LABELS[field]}: {back if value is None else _value(field, value, titles)}"
        for field, value in changes.items()
    )


def render_decided(
    actor_id: int, channel_id: int | None, changes: PreferenceChanges, titles: Mapping[Focus, str]
) -> discord.ui.LayoutView:
    """The line that tells of changed settings, of a channel or of the server."""
    whose = "this server" if channel_id is None else f"<#{channel_id}>"
    return _told(actor_id, f"settings of {whose}", changes_in_words(changes, titles, of_channel=channel_id is not None))


def render_change(actor_id: int | None, what: str, how: str) -> discord.ui.LayoutView:
    """The line that tells of another change; what it says is escaped."""
    return _told(actor_id, name(what, 100), name(how, 1500))


def _told(actor_id: int | None, what: str, how: str) -> discord.ui.LayoutView:
    who = "console or schedule" if actor_id is None else f"<@{actor_id}>"
    return layout.notice(f"{who} · {what}: {how}")


def _line(field: str, shown: ShownPreferences) -> str:
    below = shown.channel.over(shown.server)
    value = getattr(below.over(DEFAULTS), field)
    note = _NO_THREADS if field == "threads" and value and not shown.may_open_threads else ""
    return f"- {LABELS[field]}: {_value(field, value, shown.titles)}{note} · {_source(field, shown)}"


def _source(field: str, shown: ShownPreferences) -> str:
    if getattr(shown.channel, field) is not None:
        return "this channel"
    return "default" if getattr(shown.server, field) is None else "this server"


def _value(field: str, value: bool | int | Focus | None, titles: Mapping[Focus, str]) -> str:  # noqa: FBT001 - any of them
    match value:
        case None:
            return "no channel"
        case bool():
            return _WORDS[field, value]
        case Focus(article_id=""):
            return f"none, {_ALL}"
        case Focus() if value in titles:
            return f"“{name(titles[value], 100)}”"
        case Focus():
            return f"`{value.article_id}`, which is not there any more: {_ALL}"
        case _:
            return f"<#{value}>" if field == "log_channel_id" else f"{value:,}"


def _limits(shown: ShownPreferences) -> list[str]:
    lines = []
    for field in ("per_person", "per_server"):
        own, most = getattr(shown.server, field), getattr(shown.most, field)
        held = f"{most:,} · default" if own is None or own > most else f"{own:,} (of {most:,} at most) · this server"
        lines.append(f"- {LABELS[field]}: {held}")
    return lines


def _others(shown: ShownPreferences) -> list[str]:
    if not shown.others:
        return []
    named = " ".join(f"<#{each}>" for each in shown.others[:_MOST_CHANNELS])
    left = len(shown.others) - _MOST_CHANNELS
    return [f"Channels with settings of their own: {named}{f' +{left:,} more' if left > 0 else ''}"]
