"""What the articles say of a message: sentence by sentence, each with the excerpt that says it or says it otherwise."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import discord

from bot.checking.text import NO_TEXT
from bot.days import day_in_words
from bot.rendering import layout
from bot.rendering.excerpts import emphasised, introduced, origin, whereabouts
from bot.rendering.text import name, plain, quote, shortened, small, units
from bot.wording import check_in_words, outcome_in_words
from corpus.printable import counted
from corpus.values import Span
from retrieval.checking import Check, Difference, Finding

_HEAD = "**What the articles say of this message**"
_FOOT = "This says what stands in the articles, not what is true. Only you see it."
_MOST_SAID, _LEAST_SAID, _MOST_VALUE = 300, 90, 80
_YEAR = re.compile(r"\d{4}")


def render_check(check: Check) -> discord.ui.LayoutView:
    """The findings in the message's order; where not all have room, excerpts are left out, those of what was not found first."""
    if not check.findings:
        return layout.notice(NO_TEXT)
    head = f"{_HEAD}\n{small(check_in_words(check))}"
    foot = _foot(check)
    blocks = _fitting([_variants(each) for each in check.findings], check.findings, head + foot)
    items: list[layout.Item] = [layout.words(head)]
    for block in blocks:
        items += [layout.line(), layout.words(block)]
    return layout.message(*items, layout.line(), layout.words(foot), colour=_colour(check))


def _foot(check: Check) -> str:
    lines = [small(_FOOT)]
    if check.left:
        verb = "was" if check.left == 1 else "were"
        lines.insert(0, f"+{counted(check.left, 'more sentence')} {verb} not checked.")
    return "\n".join(lines)


def _fitting(variants: Sequence[Sequence[str]], findings: Sequence[Finding], around: str) -> list[str]:
    """A variant of each, the longest that have room together; what was found is shortened last."""
    chosen = [0] * len(variants)
    order = sorted(range(len(findings)), key=lambda at: (findings[at].outcome in ("found", "different"), -at))
    steps = [(at, step) for step in range(1, max(map(len, variants))) for at in order if step < len(variants[at])]
    room = layout.MOST_UNITS - units(around)
    for at, step in steps:
        if sum(units(each[n]) for each, n in zip(variants, chosen, strict=True)) <= room:
            break
        chosen[at] = step
    return [each[n] for each, n in zip(variants, chosen, strict=True)]


def _variants(finding: Finding) -> tuple[str, ...]:
    """A finding in full, with its place alone, and without that."""
    label = f"**{outcome_in_words(finding)}**"
    said = small(f"“{plain(shortened(_one_line(finding.statement.text), _MOST_SAID))}”")
    short = f"{label}\n{small(f'“{name(finding.statement.text, _LEAST_SAID)}”')}"
    if finding.citation is None:
        return f"{label}\n{said}", short
    told = "\n".join([f"{label}\n{said}", *map(_told, finding.differences)])
    place = small(f"{whereabouts(finding.citation)} · {origin(finding.citation)}")
    quoted = introduced(finding.citation.said_by, quote(_excerpt(finding)))
    return f"{told}\n{quoted}\n{place}", f"{told}\n{place}", short


def _excerpt(finding: Finding) -> str:
    """The excerpt, with what it gives otherwise in bold."""
    assert finding.citation is not None
    text, start = finding.citation.excerpt.text, finding.citation.excerpt.span.start
    if not finding.differences:
        return plain(text)
    stated = finding.differences[0].span
    return emphasised(text, Span(0, len(text)), Span(stated.start - start, stated.end - start))


def _told(difference: Difference) -> str:
    """What the message says and what the article says."""
    said, stated = _value(difference.said, difference.said_day), _value(difference.stated, difference.stated_day)
    return f"The message says {said}, the article {stated}."


def _value(words: str, day: dt.date | None) -> str:
    """The words, and the day that they mean where they do not name its year."""
    meant = f" ({day_in_words(day)})" if day is not None and not _YEAR.search(words) else ""
    return f"**{name(words, _MOST_VALUE)}**{meant}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _colour(check: Check) -> discord.Colour:
    outcomes = {finding.outcome for finding in check.findings}
    if "different" in outcomes:
        return layout.UNSURE
    return layout.ANSWER if "found" in outcomes else layout.NOTHING
