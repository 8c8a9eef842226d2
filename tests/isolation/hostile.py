"""Whatever can be sent to the bot by hand: texts, options of any type, ids of buttons, forms, articles, files and addresses."""

from __future__ import annotations

import json
import re
import string
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from corpus.printable import encodable
from tests.bot.rendering.hostile import texts, titles, urls

ACTIONS = (
    "context next why publish follow vote all timeline timelineof quotes quotesof articles build cancel add discard remove "
    "forget keep ask none"
).split()
# What commands take, by the type of an option; 7 is a channel, 11 a file.
_EVERYWHERE = {"mentions": 5, "threads": 5, "article": 3, "private": 5, "reset": 3}
TAKES = {
    "ask": {"question": 3, "article": 3, "private": 5},
    "timeline": {"article": 3, "from": 3, "to": 3, "person": 3, "private": 5},
    "quotes": {"speaker": 3, "article": 3, "private": 5},
    "article": {"article": 3, "private": 5},
    "articles": {},
    "help": {},
    "doctor": {},
    "forget": {},
    "corpus add": {"file": 11, "url": 3, "scope": 3},
    "corpus remove": {"article": 3, "scope": 3},
    "corpus edit": {"article": 3, "scope": 3},
    "corpus list": {"scope": 3},
    "corpus status": {"scope": 3},
    "corpus rollback": {"scope": 3},
    "settings show": {},
    "settings server": {**_EVERYWHERE, "per_person": 4, "per_server": 4, "log": 7},
    "settings channel": {**_EVERYWHERE, "channel": 7},
    "corpus": {},
    "corpus none": {},
    "none": {},
}
OPTIONS = tuple(dict.fromkeys(name for taken in TAKES.values() for name in (*taken, "none")))
WITH_COMPLETION = (
    ("corpus remove", "article"),
    ("corpus edit", "article"),
    ("settings server", "article"),
    ("settings channel", "article"),
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

    @property
    def data(self) -> dict[str, Any]:
        """What an interaction tells of it."""
        options = [
            {"name": name, "type": kind, "value": value} | ({"focused": True} if name == self.focused else {})
            for name, kind, value in self.options
        ]
        root, *inner = self.name.split(" ")
        for name in reversed(inner):
            options = [{"name": name, "type": 1, "options": options}]
        return {"id": "1", "name": root, "type": 1, "options": options, "resolved": {}}


@dataclass(frozen=True, slots=True)
class Press:
    """A button of any id; `{}` in it stands for the id of an answer or listing that there is, `{own}` for the server's articles."""

    custom_id: str
    ephemeral: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form of any id with anything in it; the id is read as a button's is."""

    custom_id: str
    components: Any


@dataclass(frozen=True, slots=True)
class File:
    """An article of any name and text, which is asked about."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of any name and bytes that is to be added."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Address:
    """Any address that is to be added, and what stands there; None for what is asked of a network that nobody is in."""

    url: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """Whatever is typed into the form that corrects an article."""

    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """A message that is held against the articles."""

    content: str


def by_manager(name: str) -> bool:
    """Whether it is about articles or settings, so that others than who manages the server hear only that they may not."""
    return re.match("corpus|settings|fn:(add|discard|remove|edit|cancel):", name) is not None


# Discord takes no message without words, and none that is longer.
messages = st.builds(Message, text.map(lambda each: each[:900]).filter(str.strip))
options = st.lists(
    st.tuples(st.sampled_from(OPTIONS), st.sampled_from([3, 3, 3, 4, 5, 7, 11, 10, 1, 99]), value),
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
_OF_TYPE: dict[int, st.SearchStrategy[Any]] = {
    3: text
    | st.sampled_from(["server", "shared", "everything", "focus", "log_channel_id", "*", "pier", "ledger-4", "1990"]),
    4: number,
    5: st.booleans(),
    7: argument,
    11: argument,
}


@st.composite
def _fitting(draw: st.DrawFn) -> Command:
    """A command with options of its own, of the types that it takes."""
    name = draw(st.sampled_from(list(TAKES)))
    taken = draw(st.lists(st.sampled_from(list(TAKES[name].items())), unique=True)) if TAKES[name] else []
    return Command(name, tuple((option, kind, draw(_OF_TYPE[kind])) for option, kind in taken))


commands = st.one_of(st.builds(Command, st.sampled_from(list(TAKES)), options), _fitting(), _fitting())
completions = st.builds(
    lambda which, typed, rest: Command(
        which[0], (*(each for each in rest if each[0] != which[1]), (which[1], 3, typed)), which[1]
    ),
    st.sampled_from(WITH_COMPLETION),
    text | value,
    options,
)
# What names neither an article nor an offer.
_nothing = argument.filter(lambda each: each not in ("pier", "ledger-4"))
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
        # No build: an article that is there could be gone for the inputs that follow.
        st.builds("fn:{}:{{own}}:{}".format, st.sampled_from(["add", "discard", "remove", "cancel"]), _nothing),
    ).filter(bool),
    st.booleans(),
)
forms = st.builds(
    Form,
    st.one_of(
        st.builds(lambda rest: ":".join(["fn:ask", *rest])[:100], st.lists(argument, max_size=3)),
        st.just("fn:ask:{}:public"),
        st.builds("fn:edit:{}".format, argument | st.just("0:garden")),
        st.builds("fn:edit:{{own}}:{}".format, _nothing),
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
_names = st.builds(
    "{}.{}".format,
    # A folder refuses names that are not UTF-8 before it reads the file.
    text.map(lambda each: each.encode("utf-8", "ignore").decode()[:60] or "x"),
    st.sampled_from(["md", "txt", "html", "jsonl", "pdf", "exe"]),
)
_pages = st.builds("<html><title>{}</title><p>{}</p>".format, titles, texts(most=30))
files = st.builds(File, _names, st.one_of(texts(most=30), _front_matter, _pages))
uploads = st.builds(
    Upload,
    _names.filter(encodable),
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=40).map(lambda each: b"%PDF-1.7\n" + each),
        st.one_of(texts(most=30), _front_matter, _pages).map(lambda each: each.encode("utf-8", "surrogatepass")),
        st.lists(value, max_size=3).map(lambda lines: "\n".join(map(json.dumps, lines)).encode()),
    ),
)
addresses = st.builds(
    Address,
    st.one_of(
        urls.map(lambda each: each or "x"),
        text.map(lambda each: each[:300] or "x"),
        st.builds("{}://{}{}".format, st.sampled_from(["http", "https", "ftp", "file"]), titles, argument),
        st.sampled_from(
            ["http://[::1]:1/", "http://localhost:1", "http://127.1", "https://a@b:x/", "https://\ud800.example"]
        ),
    ).map(lambda each: each[:2000]),
    st.none() | _pages,
)
corrections = st.builds(
    Correction,
    st.fixed_dictionaries(
        {},
        optional={
            "title": text | titles,
            "published": st.sampled_from(["", "2021-02-30", "2021-05-04", "0000-00-00", "9999-12-31", "²021-01-01"])
            | text,
            "author": text,
            "publisher": texts(most=4),
            "none": text,
        },
    ),
)
checks = st.builds(
    Checked,
    st.one_of(
        text.map(lambda each: each[:900]),
        texts(most=30).map(lambda each: each[:1900]),
        st.builds("The ledger names {} debtors. {}".format, argument, texts(most=8)).map(lambda each: each[:1900]),
    ).filter(str.strip),
)
