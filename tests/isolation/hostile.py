"""Whatever can be sent to the bot by hand: texts, options of any type, ids of buttons, forms, and articles."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.bot.rendering.hostile import texts, titles, urls

ACTIONS = (
    "context next why publish follow vote timeline timelineof quotes quotesof articles build cancel ask none"
).split()
COMMANDS = ("ask", "timeline", "quotes", "article", "articles", "help", "doctor", "corpus", "none")
OPTIONS = ("question", "article", "private", "from", "to", "person", "speaker", "scope", "none")
WITH_COMPLETION = (
    ("ask", "article"),
    ("timeline", "article"),
    ("quotes", "article"),
    ("quotes", "speaker"),
    ("article", "article"),
)

# Half a surrogate pair, which JSON can carry and UTF-8 can't; endless; nothing.
text = st.one_of(
    texts(),
    st.text(st.characters(), max_size=40),
    st.builds(
        str.__mul__, st.sampled_from(["x ", "@everyone ", "𝔘", "\ud800", "a\u0301"]), st.sampled_from([1, 99, 1001])
    ),
    st.sampled_from(
        ["", " ", "pier", "garden", "Who opened the pier?", "<@1>", "@here", "\u202e", "\x00", "/articles"]
    ),
)
number = st.one_of(st.integers(), st.sampled_from([0, -1, 2**31, 2**53, 2**63, 2**64, 10**30]))
value: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), number, st.floats(allow_nan=False), text),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "components", "type"]), inner, max_size=3)
    ),
    max_leaves=6,
)
argument = st.one_of(
    number.map(str),
    st.text(st.sampled_from(string.digits + "abcdef.-²٣ _"), max_size=12),
    text.map(lambda each: each[:30]),
    st.sampled_from(["pier", "garden", "AAAAAAAAAAAA", "0.0", "1.ffffffff", "helpful", "public", "private"]),
)


@dataclass(frozen=True, slots=True)
class Message:
    """Something written to the bot."""

    content: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command with any options, by name, type and value; `focused` is the option that is being typed."""

    name: str
    options: tuple[tuple[str, int, Any], ...]
    focused: str | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A button of any id; `{}` in it stands for the id of an answer or listing that there is."""

    custom_id: str
    ephemeral: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form of any id with anything in it."""

    custom_id: str
    components: Any


@dataclass(frozen=True, slots=True)
class File:
    """An article of any name and text, which is asked about."""

    name: str
    text: str


# Discord takes no message without words, and none that is longer.
messages = st.builds(Message, text.map(lambda each: each[:900]).filter(str.strip))
options = st.lists(
    st.tuples(st.sampled_from(OPTIONS), st.sampled_from([3, 3, 3, 4, 5, 10, 1, 99]), value),
    max_size=4,
    unique_by=lambda each: each[0],
).map(tuple)
asked = st.builds(
    lambda question, rest: Command(
        "ask", (("question", 3, question), *(each for each in rest if each[0] != "question"))
    ),
    text,
    options,
)
commands = st.builds(Command, st.sampled_from(COMMANDS), options)
completions = st.builds(
    lambda which, typed, rest: Command(
        which[0], (*(each for each in rest if each[0] != which[1]), (which[1], 3, typed)), which[1]
    ),
    st.sampled_from(WITH_COMPLETION),
    text | value,
    options,
)
presses = st.builds(
    Press,
    st.one_of(
        st.builds(
            lambda action, rest: ":".join(["fn", action, *rest])[:100],
            st.sampled_from(ACTIONS),
            st.lists(argument, max_size=4),
        ),
        st.builds(
            lambda action, rest: ":".join(["fn", action, "{}", *rest])[:98],
            st.sampled_from(ACTIONS),
            st.lists(argument, max_size=3),
        ),
        text.map(lambda each: each[:100]),
    ).filter(bool),
    st.booleans(),
)
forms = st.builds(
    Form,
    st.one_of(
        st.builds(lambda rest: ":".join(["fn:ask", *rest])[:100], st.lists(argument, max_size=3)),
        st.just("fn:ask:{}:public"),
        text.map(lambda each: each[:100]),
    ),
    st.one_of(
        st.lists(value, max_size=2),
        value,
        text.map(lambda typed: [{"type": 18, "component": {"type": 4, "custom_id": "question", "value": typed}}]),
        text.map(lambda typed: [{"type": 1, "components": [{"type": 4, "custom_id": "question", "value": typed}]}]),
    ),
)
_front_matter = st.builds(
    "---\ntitle: {}\nurl: {}\npublisher: {}\npublished: {}\n---\n\n{}".format,
    titles,
    urls,
    texts(most=3),
    argument,
    texts(most=30),
)
# A folder refuses names that are not UTF-8 before it reads the file.
files = st.builds(
    File,
    st.builds(
        "{}.{}".format,
        text.map(lambda each: each.encode("utf-8", "ignore").decode()[:60] or "x"),
        st.sampled_from(["md", "txt", "html", "jsonl", "pdf", "exe"]),
    ),
    st.one_of(
        texts(most=30), _front_matter, st.builds("<html><title>{}</title><p>{}</p>".format, titles, texts(most=30))
    ),
)
