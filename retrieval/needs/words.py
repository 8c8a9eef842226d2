"""The words of a question: spelt as they should be, and which of them ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from retrieval.terms import fold
from retrieval.values import MAX_QUESTION, Kind

_WH = frozenset("who whom whose what which when where why how".split())


_TYPED = {
    **dict.fromkeys("wat waht wht whta wut whatt wath".split(), "what"),
    **dict.fromkeys("wen wehn whn hwen whne whem whenn".split(), "when"),
    **dict.fromkeys("wher hwere wheer whre wehre".split(), "where"),
    **dict.fromkeys("wich whcih whitch witch wihch whihc whic".split(), "which"),
    **dict.fromkeys("woh whoo".split(), "who"),
    **dict.fromkeys("hw hoow".split(), "how"),
    **dict.fromkeys("wy hwy whyy".split(), "why"),
    **{f"{word}s": f"{word}'s" for word in ("what", "when", "where", "who", "why", "how")},
    **{f"{word}d": f"{word}'d" for word in ("when", "where", "who", "why", "how")},
    "howmany": "how many",
    "howmuch": "how much",
    "hwat": "what",
    "wats": "what's",
    "wheres": "where's",
    **dict.fromkeys("mcuh mutch muhc".split(), "much"),
    **dict.fromkeys("mny maney amny mnay".split(), "many"),
}


# "Who's gone" has gone, and "who'd know" would: what stands for what it asks as well.
_CONTRACTED = {"s": "is", "re": "are", "d": "did", "ll": "will", "ve": "have"}


AUX = frozenset(
    "do does did is are was were has have had will would can could should may might must shall isnt isn't arent aren't wasnt "
    "wasn't werent weren't dont don't doesnt doesn't didnt didn't hasnt hasn't havent haven't hadnt hadn't wont won't wouldnt wouldn't cant "
    "can't couldn't couldnt shouldn't shouldnt ain't aint be been ddi didi".split()
)


DO = frozenset(("do", "does", "did"))


BE = frozenset("is are was were be been".split())


DETERMINERS = frozenset(
    "the a an some any all both its their his her our your my these those this that each every most several".split()
)


PRONOUNS = frozenset("he she it they we you i there this that these those one him her them".split())


PREPOSITIONS = frozenset(
    "of in on at to for from by with about since until till into under over during after before around through against "
    "as near behind between per than besides except among".split()
)


# End no phrase.
DANGLING = PREPOSITIONS | {"the", "a", "an"}


# No noun phrase goes on beyond one of these.
CLOSING = PREPOSITIONS | AUX | PRONOUNS


DEGREES = frozenset(
    "many much long old far tall big large often high fast deep wide heavy soon recently come small expensive quickly late "
    "early strong likely".split()
)


PRECISELY = frozenset("exactly else precisely specifically actually again roughly approximately".split())


NOUNS: dict[str, Kind] = {
    **dict.fromkeys(
        """number amount percentage percent proportion share price cost age population total size height length width weight
        distance duration speed rate value revenue profit budget salary score temperature capacity fee sum figure turnover
        depth count quantity toll""".split(),
        "number",
    ),
    **dict.fromkeys("year date day month week century decade time season deadline birthday hour".split(), "time"),
    **dict.fromkeys(
        "city country place state region location continent county town area province address birthplace venue hospital airport stadium street".split(),
        "place",
    ),
    **dict.fromkeys("reason cause motive purpose".split(), "cause"),
    **dict.fromkeys("person man woman guy".split(), "person"),
}


# May stand before what is asked, and ask nothing themselves.
OPENINGS = frozenset(
    "and but so ok okay then also or now well please pls plz hey hi hello yo um uh hmm thanks btw actually basically wait just "
    "anyway sorry lol like quick question footnote bot right oh yeah yes no guys folks bro bruh dude omg wow hiya q".split()
)
# Open with a word that opens much else.
_GREETINGS = frozenset(
    tuple(each.split())
    for each in """good morning,good afternoon,good evening,good day,dear footnote,dear all,hey all,hi all,hello all,hey everyone,
    hi everyone,hello everyone""".split(",")
)


LEAD = frozenset(
    """i you u we he she they it one anyone anybody someone somebody can could would will do does did is are was were have has
    to me us the this that article articles text piece report story author a an any please pls just even also there here know
    known tell say says said saying wonder wondering explain explains mention mentions mentioned state states idea find out
    curious clear sure remember reveal reveals specify give gives reason remind want wanted like love need idk dunno dont don't
    not about in of for my im i'm anything something described describe understand asking ask wanna got detail word news info on i'd we'd i'll love""".split()
)


ASKS_FOR = frozenset(
    "know known tell say says said wonder wondering explain explains mention mentions mentioned state states idea find curious clear "
    "sure remember reveal reveals specify reason remind idk dunno anything describe described understand ask asking word news info".split()
)


COMMANDS = frozenset(
    "tell list name give explain say show describe compare please pls remind enumerate summarise summarize outline".split()
)


SAYING = ASKS_FOR | frozenset("decide decided told asked knew learn learned wondered explained revealed".split())


CONNECTIVES = frozenset("and & + or but plus also then so if yes as well n nd".split())


ENDS = ",;:?.!—–-"
# Pictures, as characters and as chat names them.
_PICTURE = re.compile(r"<?a?(?::\w+:)+(?:\d+>)?|[^\w\s!-/:-@\[-`{-~¡-¿‐-⁯₠-⃏℀-ⅿ−]+")


def without_end(text: str) -> str:
    """`text` without the marks that end a question."""
    return text.rstrip(" ?!.")


@lru_cache(maxsize=4096)
def key_of(token: str) -> str:
    """`token` folded, without the marks around it."""
    return fold(token).replace("’", "'").strip("\"'“”‘()[]…*_~`" + ENDS)


@lru_cache(maxsize=4096)
def question_word(key: str) -> str:
    """The question word that `key` is, "'s" apart, or nothing."""
    word, _, rest = key.partition("'")
    return word if word in _WH and rest in ("", "s", "d", "re", "ll", "ve", "m") else ""


def without_lead(question: str, *, whether: bool = False) -> str:
    """`question` from its question word on where it is led in: "can you tell me when?" -> "when?".

    Where it asks "whether", what is told after that where `whether`, else all of it.
    """
    tokens, keys = tokens_of(question)
    start, asks_whether = proper_start(keys)
    if start and asks_whether and whether:
        return " ".join(tokens[start + 1 :])
    return " ".join(tokens[start:]) if start and after_asking(keys, start) > start else question


def written_out(question: str) -> str:
    """`question` with the contraction that it opens with in two words: "Who's the owner?" -> "who is the owner?"."""
    tokens, keys = tokens_of(question)
    word, _, verb = keys[0].partition("'") if keys else ("", "", "")
    if len(tokens) < 2 or word not in _WH or verb not in _CONTRACTED or not tokens[0][:1].isalpha():
        return question
    written = "has" if verb == "s" and keys[1] in ("been", "had", "got") else _CONTRACTED[verb]
    return " ".join([word, written, *tokens[1:]])


def tokens_of(question: str) -> tuple[list[str], list[str]]:
    """Tokens of `question`, question words spelt as they should be, and their keys: folded, without marks."""
    tokens: list[str] = []
    for raw in question[:MAX_QUESTION].split():
        pieces = raw.split("/")
        if len(pieces) > 1 and all(_TYPED.get(key_of(piece), key_of(piece)) in _WH for piece in pieces):
            tokens.extend(word for piece in pieces for word in ("and", piece))
            tokens.pop(-2 * len(pieces))
        elif not raw.startswith("<@") and not _PICTURE.fullmatch(raw):
            tokens.append(raw)
    spelt: list[str] = []
    for at, token in enumerate(tokens):
        key, following = key_of(token), key_of(tokens[at + 1]) if at + 1 < len(tokens) else ""
        if key == "hwo":
            meant = "how" if following in DEGREES or following in DO else "who"
        elif key == "y":
            meant = "why" if following in AUX or following in ("", "tho", "though", "not") else key
        else:
            meant = _TYPED.get(key, key)
        if meant != key:
            last = token.rstrip(ENDS)
            token = meant + token[len(last) :]  # noqa: PLW2901 - the same word, spelt right
        spelt.extend(token.split())
    return spelt, _keys_of(spelt)


def _keys_of(tokens: Sequence[str]) -> list[str]:
    """The keys of `tokens`; of the WHO, which people write large in a question that is not, one that asks nothing."""
    keys = [key_of(token) for token in tokens]
    if not any(token[:1].islower() for token in tokens):
        return keys
    names = {
        at
        for at, token in enumerate(tokens)
        if at and token.strip(ENDS + "'’\"“”s") == "WHO" and keys[at - 1] in AUX | DETERMINERS | PREPOSITIONS
    }
    return ["w.h.o" if at in names else key for at, key in enumerate(keys)]


def proper_start(keys: Sequence[str]) -> tuple[int, bool]:
    """Where the question proper begins after what leads in ("so, can you tell me"), and whether it asks "whether"."""
    at = 0
    while at < len(keys) and keys[at : at + 2] != ["like", "what"]:
        greets = tuple(keys[at : at + 2]) in _GREETINGS
        if not greets and keys[at] and keys[at] not in OPENINGS:
            break
        at += 1 + greets
    if at >= len(keys):
        return 0, False
    if keys[at : at + 3] == ["is", "it", "true"] and at + 3 < len(keys):
        return at + 2 + (keys[at + 3] == "that"), True
    lead = at
    while lead < len(keys) and keys[lead] in LEAD and not (after_asking(keys, lead) > lead):
        lead += 1
    led = any(key in ASKS_FOR for key in keys[at:lead])
    if led and lead < len(keys):
        if keys[lead] in ("if", "whether"):
            return lead, True
        # "Any info on how it started?"
        lead += keys[lead] in ("on", "about", "of") and bool(question_word("".join(keys[lead + 1 : lead + 2])))
        if question_word(keys[lead]) or after_asking(keys, lead) > lead or kind_of_noun(keys[lead]):
            return lead, False
    if keys[at : at + 2] in (["can", "you"], ["could", "you"], ["will", "you"], ["would", "you"], ["can", "u"]):
        ahead = at + 2
        while ahead < len(keys) and keys[ahead] in ("please", "pls", "plz"):
            ahead += 1
        if ahead < len(keys) and keys[ahead] in COMMANDS:
            return ahead, False
    return at, keys[at] == "whether"


def after_asking(keys: Sequence[str], at: int) -> int:
    """Where the asking words that begin at `at` end ("how many", "by what date", "who else"); `at` where there are none."""
    here = at + (keys[at] in PREPOSITIONS and at + 1 < len(keys))
    asking = question_word(keys[here])
    if not asking or (here > at and asking in ("why", "how") and keys[here + 1 : here + 2] == ["to"]):
        return at
    here += 1
    if here < len(keys) and (
        (asking == "how" and keys[here] in DEGREES)
        or (asking in ("what", "which") and (kind_of_noun(keys[here]) or keys[here] in ("kind", "sort", "ones")))
    ):
        here += 1
    while here < len(keys) and keys[here] in PRECISELY:
        here += 1
    return here


def kind_of_noun(key: str) -> Kind | None:
    """What kind of thing a noun names, of one or of several."""
    return NOUNS.get(key) or NOUNS.get(f"{key[:-3]}y" if key.endswith("ies") else key.removesuffix("s"))


def lowered(text: str) -> str:
    """`text` as it goes on in a sentence."""
    return text[:1].lower() + text[1:]


def joined_text(tokens: Sequence[str]) -> str:
    """The words of `tokens`, without the marks at either end."""
    return " ".join(tokens).strip(ENDS + " ")
