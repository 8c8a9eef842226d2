from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any, get_args

import discord
import pytest
import regex
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.rendering.answers import VOTES, render_answer
from bot.rendering.shown import Look, Lost, Shown
from bot.rendering.text import shortened
from bot.rendering.why import render_why
from bot.wording import (
    COMPOSED,
    DIFFER,
    NEAREST,
    OFFERED,
    changed_in_words,
    differing_in_words,
    no_in_words,
    whose_words,
)
from corpus.printable import printable
from corpus.values import Span
from retrieval.context import Context
from retrieval.generations.live import Freshness
from retrieval.values import Attribution, Citation, ComposedSentence, Differing, Kind, Missing, Part, Reason
from tests.bot.rendering import hostile
from tests.bot.rendering.markdown import (
    Line,
    check_limits,
    components_of,
    one_kind_of_line_end,
    read,
    texts,
    units,
    walk,
)
from tests.wire.description import problems_of, tool
from tests.wire.records import Request

# What is found is told as it is: making it small takes minutes.
slow = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
_FRESH = Freshness(1, None, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
_PAST = "too long for a message: it stands where this leads"


def blocks(view: discord.ui.LayoutView) -> list[list[Line]]:
    """The lines of a message: of its head, of each excerpt with its place, and of its foot."""
    *before, foot = texts(view)
    head: list[Line] = []
    excerpts: list[list[Line]] = []
    for text in before:
        if text.startswith("-# **"):
            excerpts[-1] += read(text)
        elif re.match(r"(?:-# [^\n]*\n)?> ", text) or _PAST in text:
            excerpts.append(read(text))
        else:
            head += read(text)
    return [head, *excerpts, read(foot)]


def buttons(view: discord.ui.LayoutView) -> dict[str, str]:
    """Label -> id; of several with one label the last."""
    components = components_of(view)
    return {each["label"]: each["custom_id"] for each in walk(components) if each["type"] == 2}


def on_page(view: discord.ui.LayoutView) -> list[int]:
    """Numbers of the excerpts in sight."""
    return [int(block[-1].text.partition(" ")[0]) for block in blocks(view)[1:-1]]


def source_of(citation: Citation) -> str:
    """A citation's place as people read it."""
    parts = [str(citation.number), f"paragraph {citation.paragraph}", _name(citation.title, 200)]
    if citation.publisher:
        parts.append(_name(citation.publisher, 80))
    if citation.published:
        day = citation.published
        parts.append(f"{day.day} {day:%B} {day.year}" + " (inferred)" * (citation.published_basis == "inferred"))
    return " · ".join(parts)


def _name(text: str, most: int) -> str:
    return shortened(" ".join(printable(text).split()), most)


def bold_of(text: str, words: Span | None) -> list[str]:
    """What stands in bold, line by line, where `words` of `text` answer: all that people see as one character, whole."""
    if words is None or not len(words):
        return []
    seen = [each for each in regex.finditer(r"\X", text) if each.start() < words.end and each.end() > words.start]
    marked = one_kind_of_line_end("".join(each[0] for each in seen))
    return [line.strip() for line in marked.split("\n") if line.strip()]


def shown_bold(block: list[Line]) -> list[str]:
    """What of a quotation stands in bold, line by line."""
    return [part for line in block[:-1] if line.block == ("quote",) for part in line.bold]


def words_in_bold(shown: Shown, citation: Citation) -> Span | None:
    """Which words of the body are to stand in bold: those that answer, else the whole first excerpt of an answer."""
    if not shown.answer.answered:
        return None
    return citation.answer or (citation.excerpt.span if citation.number == 1 else None)


def whose(block: list[Line]) -> str:
    """What stands above a quotation: whose words it gives."""
    return block[0].text if block[0].block == ("small",) else ""


def _quoted(block: list[Line]) -> str:
    return "\n".join(line.text for line in block if line.block == ("quote",))


@slow
@given(hostile.shown_answers())
def test_discord_takes_every_answer(shown: Shown) -> None:
    """Texts, components, rows, ids and labels are within Discord's limits, whatever the article and the question are."""
    check_limits(render_answer(shown))


@slow
@given(hostile.shown_answers())
def test_every_excerpt_is_the_bodys_own_text(shown: Shown) -> None:
    """A quotation reads as the body does at its span, or where it is shown in context at a wider stretch around it."""
    by_number = {each.number: each for each in shown.citations}
    for block in blocks(render_answer(shown))[1:-1]:
        citation = by_number[int(block[-1].text.partition(" ")[0])]
        wanted = one_kind_of_line_end(citation.excerpt.text)
        if not _quoted(block):
            assert _PAST in block[0].text
            assert f"{len(citation.excerpt.text):,}" in block[0].text
        elif citation.number not in shown.contexts:
            assert _quoted(block) == wanted
        else:
            context = shown.contexts[citation.number]
            body, words = context.article.body, words_in_bold(shown, citation)
            told_apart = citation.said_by is not None and not citation.said_by.evident
            marked = context.excerpt if words is None or told_apart else words
            stretches = [
                Span(low, high)
                for low in [context.excerpt.start, *(each.start for each in context.before)]
                for high in [context.excerpt.end, *(each.end for each in context.after)]
            ]
            # Of a body of many short sentences there are thousands: what stands in bold is worked out for those alone that fit.
            can_stand = [
                (_quoted(block), bold_of(each.of(body), _inside(each, marked)))
                for each in stretches
                if one_kind_of_line_end(each.of(body)) == _quoted(block)
            ]
            # With no room for context it stays as it is alone.
            can_stand.append((wanted, bold_of(citation.excerpt.text, words and _inside(citation.excerpt.span, words))))
            assert (_quoted(block), shown_bold(block)) in can_stand


def _inside(span: Span, words: Span) -> Span:
    return Span(words.start - span.start, words.end - span.start)


@slow
@given(hostile.shown_answers())
def test_what_somebody_said_is_never_shown_as_the_articles_own(shown: Shown) -> None:
    """Above every quotation of somebody's words stands whose they are, in words that can't format; in context that those are in bold."""
    by_number = {each.number: each for each in shown.citations}
    for block in blocks(render_answer(shown))[1:-1]:
        said_by = by_number[int(block[-1].text.partition(" ")[0])].said_by
        if not _quoted(block) or said_by is None:
            assert not whose(block)
        else:
            told = _name(whose_words(said_by), 240)
            amid = _quoted(block) != one_kind_of_line_end(by_number[int(block[-1].text.partition(" ")[0])].excerpt.text)
            assert whose(block) == (f"In bold, {told}:" if amid else f"{told[0].upper()}{told[1:]}:")


@slow
@given(hostile.shown_answers())
def test_question_and_places_read_as_they_are(shown: Shown) -> None:
    """The head is the question and how it was read; what answers is bold; each place is number, title, publisher and date."""
    head, *excerpts, _ = blocks(render_answer(shown))
    said = [line.text for line in head]
    if shown.echo:
        assert said.pop(0) == f"“{shortened(shown.answer.question, 300)}”"
    if shown.answer.read_as != shown.answer.question:
        assert said.pop(0) == f"read as “{shortened(shown.answer.read_as, 300)}”"
    assert (NEAREST in said) == (not shown.answer.answered)
    by_number = {each.number: each for each in shown.citations}
    for block in excerpts:
        number = int(block[-1].text.partition(" ")[0])
        assert block[-1].text == source_of(by_number[number])
        words = words_in_bold(shown, by_number[number])
        excerpt = by_number[number].excerpt
        if number not in shown.contexts and _quoted(block):
            assert shown_bold(block) == bold_of(excerpt.text, words and _inside(excerpt.span, words))


@slow
@given(hostile.shown_answers())
def test_nothing_untrusted_takes_effect(shown: Shown) -> None:
    """No mention, emoji, address, heading, list, code or spoiler comes out of an article, a title or a question: all that
    takes effect is ours."""
    head, *excerpts, foot = blocks(render_answer(shown))
    for line in head:
        assert line.block in {(), ("small",)}
        ours = re.fullmatch(
            rf"\*(?:{re.escape(OFFERED)}|The newest article found is [\w ]+ old, of [\w ]+\.)\*", line.text
        )
        assert line.marks == ((("mark", "*"),) * 2 if ours else ())
    for block in excerpts:
        *quoted, place = block
        for at, line in enumerate(quoted):
            assert not line.marks
            set_as = ("small",) if at == 0 and whose(block) else ("quote",)
            assert line.block == (() if _PAST in line.text else set_as)
        assert place.block == ("small",)
        assert [kind for kind, _ in place.marks] in ([], ["link"])
        for _, target in place.marks:
            assert re.fullmatch(r"https?://[^\s()\[\]<>\"|`\\]+", target)
    assert [kind for line in foot for kind, _ in line.marks] == ["time"]
    assert all(line.block == ("small",) for line in foot)


@slow
@given(hostile.shown_answers())
def test_excerpts_drop_out_whole_from_the_last_and_are_counted(shown: Shown) -> None:
    """A page shows excerpts in order from where it begins, and `+N more` says how many follow."""
    view = render_answer(shown)
    numbers, total = on_page(view), len(shown.citations)
    first = shown.look.after if shown.look.after < total else 0
    assert 1 <= len(numbers) <= 3
    assert numbers == list(range(first + 1, first + 1 + len(numbers)))
    left = total - first - len(numbers)
    said = re.match(r"\+(\d+) more · ", blocks(view)[-1][0].text)
    assert (int(said[1]) if said else 0) == left
    if shown.buttons:
        assert ("Next excerpts" in buttons(view)) == (left > 0)
        assert ("First excerpts" in buttons(view)) == (left == 0 and first > 0)
        assert ("Make public" in buttons(view)) == shown.private
    else:
        assert buttons(view) == {}


@slow
@given(hostile.shown_answers())
def test_context_makes_no_excerpt_vanish(shown: Shown) -> None:
    """The same excerpts stand on a page with context and without."""
    alone = dataclasses.replace(shown, contexts={}, look=Look(shown.look.after))
    assert on_page(render_answer(shown)) == on_page(render_answer(alone))


@slow
@given(hostile.shown_answers())
def test_every_excerpt_is_reached_by_next(shown: Shown) -> None:
    """Pressing on from the first page shows each excerpt once and comes back to the first."""
    seen, look = [], Look()
    for _ in range(len(shown.citations) + 1):
        view = render_answer(dataclasses.replace(shown, look=look, buttons=True, contexts={}))
        seen += on_page(view)
        following = buttons(view).get("Next excerpts")
        if following is None:
            break
        look = Look.read(following.rsplit(":", 1)[1])
    assert seen == [each.number for each in shown.citations]


@slow
@given(hostile.shown_answers(), st.data())
def test_what_is_removed_lets_next_skip_nothing(shown: Shown, data: st.DataObject) -> None:
    """Whatever excerpts are gone by the press, the next page begins with the first that is left after those in sight."""
    whole = dataclasses.replace(shown, look=Look(), buttons=True, contexts={})
    following = buttons(render_answer(whole)).get("Next excerpts")
    if following is None:
        return
    look, last = Look.read(following.rsplit(":", 1)[1]), on_page(render_answer(whole))[-1]
    left = data.draw(st.lists(st.sampled_from(shown.citations), min_size=1, unique_by=lambda each: each.number))
    kept = sorted(left, key=lambda each: each.number)
    pressed = dataclasses.replace(whole, citations=tuple(kept), look=look)
    wanted = [each.number for each in kept if each.number > last] or [each.number for each in kept]
    seen = on_page(render_answer(pressed))
    assert seen == wanted[: len(seen)]
    assert seen


@slow
@given(hostile.shown_answers())
def test_gone_excerpts_are_counted_where_none_is_left_too(shown: Shown) -> None:
    """With nothing left to show a message is one notice without buttons, and never an empty text."""
    view = render_answer(dataclasses.replace(shown, citations=(), contexts={}))
    check_limits(view)
    assert buttons(view) == {}
    foot = [line.text for line in blocks(render_answer(shown))[-1]]
    assert (shown.gone > len(shown.lost)) == foot[0].endswith("removed since")


@slow
@given(hostile.shown_answers())
def test_a_passage_that_changed_says_when(shown: Shown) -> None:
    """Each that its article does not have any more stands in the foot with its number, as many as have room, the rest counted."""
    foot = [line.text for line in blocks(render_answer(shown))[-1]][1:-1]
    wanted = [
        f"{each.number} · the passage cited here {changed_in_words(each.days)} · {_name(each.title, 40)}"
        for each in shown.lost
    ]
    assert foot == (wanted if len(wanted) <= 2 else [*wanted[:2], f"+{len(wanted) - 2} more changed"])


@slow
@given(hostile.shown_answers())
def test_what_differs_is_the_excerpts_own_words(shown: Shown) -> None:
    """Each value stands with its numbers, of what can be read alone, and never one value by itself."""
    lines = [line.text for line in blocks(render_answer(shown))[0] if line.text.startswith(DIFFER)]
    told = [values for each in shown.answer.differing if (values := differing_in_words(each, shown.citations, _name))]
    assert len(lines) <= len(told)
    for line, values in zip(lines, told, strict=False):
        kept = [n for n in range(2, len(values) + 1) if line.startswith(DIFFER + ", ".join(values[:n]))]
        assert kept
        left = len(values) - kept[-1]
        assert line == DIFFER + ", ".join([*values[: kept[-1]], *([f"+{left} more"] if left else [])])


@pytest.mark.skipif(tool() is None, reason="DISCORD_OPENAPI names no description with its checker beside it")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile.shown_answers())
def test_discords_own_description_has_every_answer(shown: Shown) -> None:
    """The message is a body that Discord's description of its interface allows."""
    components = components_of(render_answer(shown))
    body = {"flags": 1 << 15, "components": components}
    assert problems_of(Request("POST", "/channels/1/messages", {}, body, {}, 0.0)) == []


@slow
@given(hostile.shown_answers())
def test_parts_say_which_excerpt_answers_what(shown: Shown) -> None:
    """Each part names its excerpts that are there, else that it is not stated; what has no room is counted; on every page."""
    wanted = []
    for part in shown.answer.parts:
        numbers = [f"[{number}]" for number in sorted(set(part.citations) & shown.numbers)]
        gone = "removed or changed since" if part.citations else "not stated"
        wanted.append(f"{_name(part.asks, 60) or '?'}: {', '.join(numbers) or gone}")
    said = [line.text for line in blocks(render_answer(shown))[0] if line.block == ()]
    cut = [" · ".join([*wanted[:n], f"+{len(wanted) - n} more"]) for n in range(1, len(wanted))]
    assert not wanted or " · ".join(wanted) in said or any(each in said for each in cut)


@slow
@given(hostile.shown_answers())
def test_composed_text_never_takes_an_excerpts_place(shown: Shown) -> None:
    """It stands on the first page of an answer alone, labelled and marked; the first excerpt stays as it is without it."""
    head, first, *_ = blocks(render_answer(shown))
    without = blocks(render_answer(dataclasses.replace(shown, composed=())))
    # Less room can take the context of the first excerpt, never its words.
    if not shown.contexts:
        assert first == without[1]
    assert first[-1] == without[1][-1]
    founded = [each for each in shown.composed if shown.numbers & set(each.citations) and each.text.strip()]
    at_first = shown.look.after in {0, len(shown.citations)}
    if COMPOSED not in [line.text for line in head]:
        assert head == without[0]
        return
    assert shown.answer.answered
    assert at_first
    *before, label, text = head[: len(without[0]) + 2]
    left = head[len(without[0]) + 2 :]
    assert (before, label.block, text.block) == (without[0], ("small",), ())
    count = len(founded) - (int(left[0].text.split()[0]) if left else 0)
    marks = ["".join(f"[{n}]" for n in sorted(set(each.citations) & shown.numbers)) for each in founded]
    said = (f"{_name(each.text, 9999)} {mark}" for each, mark in zip(founded, marks, strict=True))
    assert text.text == " ".join(list(said)[:count])


def _long(units_each: int, count: int = 3, **other: Any) -> Shown:
    sentences = [f"{'word ' * (units_each // 5)}{n}." for n in range(count)]
    article = hostile.article_of("\n".join(sentences), **other)
    starts = [sum(len(each) + 1 for each in sentences[:n]) for n in range(count)]
    citations = tuple(
        hostile.citation_of(article, Span(start, start + len(text)), n, n)
        for n, (start, text) in enumerate(zip(starts, sentences, strict=True), start=1)
    )
    return Shown(hostile.given_answer(excerpts=count), citations, _FRESH, dt.date(2026, 1, 1))


def test_long_excerpts_leave_room_for_the_first_alone() -> None:
    """Of three that have no room together the last are dropped, and the message says so."""
    view = render_answer(_long(1900))
    check_limits(view)
    assert on_page(view) == [1]
    assert "+2 more" in blocks(view)[-1][0].text


def test_a_sentence_of_ten_thousand_characters_is_told_of() -> None:
    """What no message can hold is not cut: its length is told, and its link leads there."""
    view = render_answer(_long(10_000, 1, url="https://news.example/a"))
    check_limits(view)
    _, excerpt, _ = blocks(view)
    assert excerpt[0].text.startswith("One sentence of 10,002 characters, too long for a message")
    assert excerpt[-1].marks[0][0] == "link"


def test_a_long_question_title_and_link_leave_the_message_valid() -> None:
    """The longest question, reading, sentence, title, publisher and link still make a message that Discord takes."""
    shown = _long(1300, 1, title="T" * 300, publisher="P" * 100, url="https://news.example/" + "x" * 450)
    answer = dataclasses.replace(shown.answer, question="why " * 240 + "?", read_as="when " * 190 + "?")
    check_limits(render_answer(dataclasses.replace(shown, answer=answer)))


def test_many_line_ends_in_a_sentence_leave_the_message_valid() -> None:
    """A sentence of hundreds of lines, as line separators make them, fits or is told of."""
    article = hostile.article_of("a\u2028" * 600 + "b.")
    citation = hostile.citation_of(article, Span(0, len(article.body)), 1)
    check_limits(render_answer(Shown(hostile.given_answer(), (citation,), _FRESH, dt.date(2026, 1, 1))))


@pytest.mark.parametrize(
    ("body", "number"),
    [("word " * 2000, 1), ("a\u2028" * 580 + "b.", 2)],
    ids=["too long at all", "too long in bold"],
)
def test_context_of_what_fits_only_just_leaves_the_message_valid(body: str, number: int) -> None:
    """Where there is no room for an excerpt amid its context, it stays as it is alone."""
    article = hostile.article_of(body)
    citation = hostile.citation_of(article, Span(0, len(article.body)), number)
    context = Context(article, (), citation.excerpt.span, ())
    shown = Shown(hostile.given_answer(), (citation,), _FRESH, dt.date(2026, 1, 1))
    check_limits(render_answer(shown))
    check_limits(
        render_answer(dataclasses.replace(shown, look=Look(0, frozenset({number})), contexts={number: context}))
    )


def test_the_colour_and_the_words_tell_how_sure() -> None:
    """From even odds on an answer stands by itself; below it is offered; a no shows no headline of its own."""
    shown = _long(50)
    sure, unsure, no = (
        dataclasses.replace(shown, answer=dataclasses.replace(shown.answer, **change))
        for change in ({"confidence": 0.5}, {"confidence": 0.49}, {"reason": "not_stated", "confidence": 0.1})
    )
    assert OFFERED not in texts(render_answer(sure))[0]
    assert OFFERED in texts(render_answer(unsure))[0]
    assert "that the articles answer this: low (0.10)" in texts(render_answer(no))[-1]
    assert NEAREST in texts(render_answer(no))[0]
    assert "good (0.50)" in texts(render_answer(sure))[-1]
    colours = {components_of(render_answer(each))[0]["accent_color"] for each in (sure, unsure, no)}
    assert len(colours) == 3


def test_a_question_about_now_hears_how_old_the_articles_are() -> None:
    """Only where it asks about now, and not where the articles are about something else."""
    shown = _long(50)
    said = "*The newest article found is 10 years old, of 30 November 2015.*"

    def told(question: str, **change: Any) -> bool:
        answer = dataclasses.replace(shown.answer, question=question, read_as=question, **change)
        return said in [line.text for line in blocks(render_answer(dataclasses.replace(shown, answer=answer)))[0]]

    assert told("Who is the chief executive now?")
    assert told("Who is the chief executive now?", reason="not_stated")
    assert not told("Who was the chief executive?")
    assert not told("What is the weather today?", reason="off_topic")


def test_an_article_that_was_asked_alone_does_not_say() -> None:
    """The sentence names the article, which can't format."""
    shown = _long(50, title="**Bold** @everyone")
    answer = dataclasses.replace(shown.answer, reason="not_stated", article_id="a")
    head = blocks(render_answer(dataclasses.replace(shown, answer=answer)))[0]
    assert head[1].bold == ("“**Bold** @everyone” does not say.",)


@pytest.mark.parametrize("reason", ["off_topic", "not_stated"])
@pytest.mark.parametrize("article", [None, "a"])
def test_a_no_to_a_question_in_another_language_says_what_is_read(reason: Reason, article: str | None) -> None:
    """What the articles say of it can't be told then; what comes nearest is shown as ever, and an answer stands as it is."""
    shown = _long(50)

    def told(question: str, **change: Any) -> list[str]:
        answer = dataclasses.replace(
            shown.answer, question=question, read_as=question, article_id=article, confidence=0.1, **change
        )
        return texts(render_answer(dataclasses.replace(shown, answer=answer)))

    said = told("Кто построил маяк Cape Varn?", reason=reason, missing=Missing("person", "маяк"))
    assert (
        f"**Footnote reads questions in English only, and this one is mostly in Cyrillic letters.**\n{NEAREST}"
        in said[0]
    )
    assert told("Who built Маяк?", reason=reason)[1:] == said[1:]
    assert "English" not in told("Who built Универсальный маяк?", reason=reason)[0]
    assert "English" not in told("Кто построил маяк Cape Varn?")[0]


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_no_names_what_is_missing(kind: Kind) -> None:
    """What is not stated and of what, in words that can't format; what is off the topic lacks nothing and reads otherwise."""
    shown = _long(50, title="A *title*")
    about = "how many\n**engineers** did @everyone lay off?"
    heads = {}
    for reason in ("not_stated", "off_topic"):
        for article in (None, "a"):
            given_no = dataclasses.replace(
                shown.answer, reason=reason, article_id=article, missing=Missing(kind, about), confidence=0.1
            )
            heads[reason, article] = blocks(render_answer(dataclasses.replace(shown, answer=given_no)))[0][1].bold[0]
    ending = " for “how many **engineers** did @everyone lay off”."
    assert re.fullmatch(rf"The articles do not say: [a-z ]+{re.escape(ending)}", heads["not_stated", None])
    assert re.fullmatch(rf"“A \*title\*” does not say: [a-z ]+{re.escape(ending)}", heads["not_stated", "a"])
    assert heads["off_topic", None] == "The articles are about something else."
    assert heads["off_topic", "a"] == "“A *title*” is about something else."


def test_every_kind_is_missed_in_other_words() -> None:
    """No two kinds read alike."""
    assert len({no_in_words("not_stated", Missing(kind, "it"), shortened) for kind in get_args(Kind)}) == len(
        get_args(Kind)
    )


def test_the_words_that_answer_are_bold_in_every_excerpt() -> None:
    """Of an excerpt without such words nothing is, but of the first all; in an honest no nothing is."""
    shown = _long(50)
    spans = [each.excerpt.span for each in shown.citations]
    second = dataclasses.replace(shown.citations[1], answer=Span(spans[1].start, spans[1].start + 4))
    citations = (shown.citations[0], second, shown.citations[2])
    first_alone = dataclasses.replace(shown, citations=citations)
    said = [shown_bold(block) for block in blocks(render_answer(first_alone))[1:-1]]
    assert said == [[shown.citations[0].excerpt.text], ["word"], []]
    pointed = dataclasses.replace(shown.citations[0], answer=Span(spans[0].start + 5, spans[0].start + 9))
    said = [
        shown_bold(block)
        for block in blocks(render_answer(dataclasses.replace(shown, citations=(pointed, second))))[1:-1]
    ]
    assert said == [["word"], ["word"]]
    no = dataclasses.replace(shown.answer, reason="not_stated")
    view = render_answer(dataclasses.replace(shown, citations=citations, answer=no))
    assert [shown_bold(block) for block in blocks(view)[1:-1]] == [[], [], []]


@pytest.mark.parametrize(
    ("text", "words", "bold"),
    [
        ("a\r\nb", Span(2, 4), ["b"]),
        ("a\r\nb", Span(0, 2), ["a"]),
        ("xe\u0301y", Span(0, 2), ["xe\u0301"]),
        ("x👩\u200d🚀y", Span(3, 5), ["👩\u200d🚀y"]),
        ("a b", Span(1, 2), []),
    ],
)
def test_bold_parts_nothing_that_is_one_to_see(text: str, words: Span, bold: list[str]) -> None:
    """Where words begin or end within a line end, a letter or a sign of several characters, it is bold whole."""
    article = hostile.article_of(text)
    citation = dataclasses.replace(hostile.citation_of(article, Span(0, len(text)), 1), answer=words)
    (_, block, _) = blocks(render_answer(Shown(hostile.given_answer(), (citation,), _FRESH, dt.date(2026, 1, 1))))
    assert shown_bold(block) == bold
    assert _quoted(block) == one_kind_of_line_end(text)


def test_a_no_with_everything_at_its_longest_is_valid() -> None:
    """The longest question, reading, title, place and missing words, all of marks, leave a message that Discord takes."""
    shown = _long(10_000, 1, title="*" * 300, publisher="*" * 100, url="https://news.example/" + "x" * 670)
    answer = dataclasses.replace(
        shown.answer, question="*" * 999 + "a", read_as="_" * 999 + "a", missing=Missing("time", "*" * 999)
    )
    differing = (Differing("name", ((1,), (2,), (3,))),) * 9
    several = tuple(dataclasses.replace(shown.citations[0], number=n, answer=Span(0, 999)) for n in (1, 2, 3))
    longest = dataclasses.replace(
        shown.citations[0],
        title="_" * 300,
        publisher="*" * 300,
        published=dt.date(2015, 11, 30),
        published_basis="inferred",
        link="https://news.example/" + "x" * 679,
        paragraph=1_000_000,
        said_by=Attribution("*" * 500, "*" * 500, "indirect", inferred=True),
    )
    long_ago = (dt.date(1000, 9, 29), dt.date(2000, 9, 30))
    for change in (
        {"reason": "not_stated", "article_id": "a"},
        {"parts": (Part("*" * 99, tuple(range(99))),) * 99},
        {"differing": differing},
        {"differing": differing, "parts": (Part("*" * 99, tuple(range(99))),) * 2},
        {
            "parts": (Part("*" * 100, (1, 2, 3)),) * 12,
            "article_id": "a" * 64,
            "focused": True,
            "confidence": 0.1,
            "parent_id": "b" * 12,
        },
    ):
        said = dataclasses.replace(
            shown,
            answer=dataclasses.replace(answer, **change),
            citations=several if "differing" in change else (longest,) if "focused" in change else shown.citations,
            freshness=dataclasses.replace(shown.freshness, articles=10**6, newest=dt.date(2015, 9, 30)),
            gone=9999,
            lost=(Lost(32, "*" * 99, long_ago),) * 999,
        )
        check_limits(render_answer(said))
        check_limits(render_why(said, 0.3))


@pytest.mark.parametrize("text", ["word " * 2000, "*" * 700, "𝔘" * 700, "One of many. "])
def test_composed_text_of_any_length_leaves_the_message_valid(text: str) -> None:
    """Whole sentences have room or none of them; how many had none is said; excerpts stand below."""
    shown = dataclasses.replace(
        _long(300), composed=(ComposedSentence("Short.", (1, 2)), *[ComposedSentence(text, (1,))] * 200)
    )
    view = render_answer(shown)
    check_limits(view)
    head = [line.text for line in blocks(view)[0]]
    assert head[1] == COMPOSED
    assert head[2].startswith("Short. [1][2]")
    left = int(head[3].split()[0])
    assert head[3] == f"{left} more of its sentences had no room"
    assert head[2].count("[1]") == 201 - left
    assert on_page(view)[0] == 1


@pytest.mark.parametrize(
    ("length", "has_room"), [(1000, True), (2500, True), (3000, True), (3400, False), (3560, False), (10_000, True)]
)
def test_composed_text_gives_way_to_the_first_excerpt(length: int, *, has_room: bool) -> None:
    """However long the first excerpt is, it is shown as without composed text, which has the room that is left."""
    shown = _long(length, 1, url="https://news.example/" + "x" * 100)
    view = render_answer(dataclasses.replace(shown, composed=(ComposedSentence("Word by word. " * 9, (1,)),) * 20))
    check_limits(view)
    assert blocks(view)[1:] == blocks(render_answer(shown))[1:]
    assert (COMPOSED in [line.text for line in blocks(view)[0]]) == has_room


def test_votes_of_a_no_are_those_that_fit_it() -> None:
    """A no can be helpful or wrong; only an answer can quote wrongly or should have been a no."""
    shown = _long(50)
    no = dataclasses.replace(shown, answer=dataclasses.replace(shown.answer, reason="not_stated"))
    labels = {verdict: label for verdict, (label, _) in VOTES.items()}
    assert set(labels.values()) < set(buttons(render_answer(shown)))
    assert {labels["wrong_quote"], labels["not_stated"]}.isdisjoint(buttons(render_answer(no)))
    assert {labels["helpful"], labels["wrong_answer"]} < set(buttons(render_answer(no)))


def test_the_longest_ids_fit_a_button() -> None:
    """Twenty excerpts all in context still make ids of at most 100 characters."""
    shown = dataclasses.replace(_long(20, 20), look=Look(19, frozenset(range(1, 21))))
    check_limits(render_answer(shown))
    assert max(map(len, buttons(render_answer(shown)).values())) <= 60


@given(st.integers(0, 1000), st.frozensets(st.integers(1, 32)))
def test_a_look_is_read_as_it_was_written(after: int, expanded: frozenset[int]) -> None:
    """What a button's id holds is the same look again, and toggling twice changes nothing."""
    look = Look(after, expanded)
    assert Look.read(str(look)) == look
    assert look.toggled(3).toggled(3) == look
    assert ":" not in str(look)


@given(st.text(max_size=20))
def test_an_id_that_holds_no_look_is_the_first_page(text: str) -> None:
    """Whatever stands in an id is some look; nothing raises."""
    look = Look.read(text)
    assert look.after >= 0
    assert all(1 <= number <= 32 for number in look.expanded)


def test_units_are_discords() -> None:
    """An astral character counts twice."""
    assert units("a🚀") == 3


@pytest.mark.parametrize("reason", [each for each in get_args(Reason) if each != "empty_corpus"])
@pytest.mark.parametrize(("title", "said"), [(None, "the articles"), ("The tower", "“The tower”")])
def test_who_asks_for_more_hears_that_nothing_more_answers(reason: Reason, title: str | None, said: str) -> None:
    """Whatever the reason: that the articles do not say, or are about something else, would be wrong of what they answered."""
    missing = Missing("number", "how many")
    assert no_in_words(reason, missing, shortened, title, further=True) == f"Nothing more in {said} answers it."
    empty = no_in_words("empty_corpus", None, shortened, title)
    assert no_in_words("empty_corpus", None, shortened, title, further=True) == empty
    assert no_in_words(reason, None, shortened, title, asked="more?") == no_in_words(reason, None, shortened, title)
