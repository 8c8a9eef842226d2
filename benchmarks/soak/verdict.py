"""What came of it: figures, and the laws that were broken."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from typing import Any

from benchmarks.figures import figure
from benchmarks.soak.editions import editions_in
from benchmarks.soak.lives import Lives
from benchmarks.soak.people import People
from benchmarks.soak.weather import Weather
from tests.wire import description
from tests.wire.asked import Asked, Sent
from tests.wire.checks import problems_of
from tests.wire.standin import StandIn

# Held against Discord's whole description, which takes its time; against what it leaves out every request is held.
_DESCRIBED = 2000
_ALREADY_ACKNOWLEDGED = 40060
_MOST_GROWTH = 5.0
_WARM_UP = 0.2


def figures(people: People, weather: Weather, seconds: float) -> list[dict[str, Any]]:
    """All figures; those in `LAWS` must be 0."""
    deeds: list[Asked | Sent] = [*people.asked, *people.sent]
    count, kept = len(deeds), [each for each in deeds if each not in people.cut]
    requests = len(people.discord.requests)
    acknowledged = [
        next(each.at for each in asked.callbacks if each.done) - asked.sent
        for asked in people.asked
        if any(each.done for each in asked.callbacks)
    ]
    cuts = statistics.quantiles(acknowledged, n=100)
    return [
        figure("interactions and messages", count, "count", count),
        figure("in flight when the bot was killed", len(people.cut), "count", count),
        figure("lost", sum(_came(each) == 0 for each in kept), "count", len(kept)),
        figure("doubled", sum(_came(each) > 1 for each in deeds), "count", count),
        figure("of two snapshots", len(mixed(people.discord)), "count", requests),
        figure("of a snapshot that did not serve", len(people.stale), "count", people.done["with an edition"]),
        figure("not within 60 s", len(people.unanswered), "count", count),
        figure("requests that break Discord's rules", len(broken(people.discord)), "count", requests),
        figure("requests", requests, "count", requests),
        figure(
            "of which failed on purpose", sum(bool(each.fault) for each in people.discord.requests), "count", requests
        ),
        *(figure(kind, times, "count", times) for kind, times in sorted(weather.done.items())),
        figure("sessions resumed", len(people.discord.gateway.resumed), "count", 1),
        figure("acknowledged p50", statistics.median(acknowledged) * 1000, "ms", len(acknowledged)),
        figure("acknowledged p99", cuts[98] * 1000, "ms", len(acknowledged)),
        *_memory(weather.lives),
        figure("took", seconds, "s", 1),
    ]


LAWS = (
    "lost",
    "doubled",
    "of two snapshots",
    "of a snapshot that did not serve",
    "not within 60 s",
    "requests that break Discord's rules",
)


def failed(results: Sequence[dict[str, Any]]) -> list[str]:
    """The laws that were broken."""
    values = {each["metric"]: each["value"] for each in results}
    found = [law for law in LAWS if values[law]]
    if values["memory grew"] > _MOST_GROWTH:
        found.append(f"the memory grew by {values['memory grew']} %, more than {_MOST_GROWTH:g} %")
    return found


def mixed(discord: StandIn) -> list[str]:
    """Requests that show words of two editions."""
    told = ((each, editions_in(json.dumps(each.json, ensure_ascii=False))) for each in discord.requests)
    return [f"{request}: editions {sorted(editions)}" for request, editions in told if len(editions) > 1]


def broken(discord: StandIn) -> list[str]:
    """Requests that Discord would refuse, or did."""
    found = [f"the stand-in lacks something: {one}" for one in discord.rest.broken]
    every = max(1, len(discord.requests) // _DESCRIBED)
    for number, request in enumerate(discord.requests):
        found += [f"{request}: {one}" for one in problems_of(request.method, request.path, request.json)]
        if number % every == 0:
            found += [f"{request}: {one}" for one in description.problems_of(request)]
    refused = (each for each in discord.requests.refused() if each.answer["code"] != _ALREADY_ACKNOWLEDGED)
    return found + [f"{each}: {each.answer}" for each in refused]


def _came(deed: Asked | Sent) -> int:
    """How often it was answered."""
    if isinstance(deed, Sent):
        # In direct messages any later message would do: there each names what it answers.
        return sum((each.reference or {}).get("message_id") == str(deed.id) for each in deed.replies)
    callbacks = sum(each.done for each in deed.callbacks)
    if deed.record.modal is not None or deed.record.autocomplete_choices is not None:
        return callbacks
    return (
        min(callbacks, len(deed.messages))
        if 0 in {callbacks, len(deed.messages)}
        else max(callbacks, len(deed.messages))
    )


def _memory(lives: Lives) -> list[dict[str, Any]]:
    """MB of the last life, after its first fifth: where it began, where it ended, and how much it grew."""
    samples = [megabytes for _, megabytes in lives.memory[-1]]
    warm = samples[int(len(samples) * _WARM_UP) :]
    part = max(1, len(warm) // 8)
    first, last = statistics.median(warm[:part]), statistics.median(warm[-part:])
    return [
        figure("memory, warm", first, "MB", len(warm)),
        figure("memory, at the end", last, "MB", len(warm)),
        figure("memory, at most", max(warm), "MB", len(warm)),
        figure("memory grew", (last / first - 1) * 100, "%", len(warm)),
    ]
