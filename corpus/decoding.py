r"""Bytes to text: the encoding is told, never guessed into mojibake, and normalised once.

The normalisation, for every file format except JSONL (whose `text` is kept untouched), happens here and nowhere else:
line ends become "\n"; characters are composed (Unicode NFC); control characters other than tab and newline, byte order
marks, soft hyphens and spaces of no width are dropped; white space at line ends is dropped; three or more newlines become two; white space
around the whole text is dropped. After it offsets never move.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from corpus.errors import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BLANK_LINES = re.compile(r"\n{3,}")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# Python's codecs that no page is written in (some take the square of a long page's length), and those that a page whose
# declaration could be read as ASCII can't be in.
_NOT_OF_PAGES = frozenset(
    """idna punycode unicode_escape raw-unicode-escape raw_unicode_escape unicode-escape undefined utf-7 utf-16 utf-16-le
    utf-16-be utf-32 utf-32-le utf-32-be""".split()
)
# Of mainframes: any few bytes are letters in one of them.
_EBCDIC = "cp037 cp273 cp424 cp500 cp875 cp1026 cp1140".split()


def decode(data: bytes, *, html: bool = False) -> str:
    """The text of `data`, not yet normalised.

    A byte order mark decides; else UTF-8 where all bytes fit it; else, with `html`, the charset the page declares; else the
    most plausible encoding. Raises UnreadableError where the bytes are no text or their encoding can't be told.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data, name)
    if b"\x00" in data[:65536]:
        text = _without_mark(data)
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            declared = _META_CHARSET.search(data, 0, 4096) if html else None
            text = _declared(data, declared[1].decode("ascii")) if declared else _plausible(data)
    if _control_share(text) > 0.01:
        raise UnreadableError("it is not text but binary data")
    return text


def normalise(text: str) -> str:
    """The one normalisation that files go through; see the top of this module."""
    text = _LINE_ENDS.sub("\n", text)
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text))
    lines = (line.rstrip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"it begins as {name.removesuffix('-sig').upper()} and then breaks off at byte {error.start:,}"
        ) from None


def _without_mark(data: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark shows in which of the bytes are zero; anything else with NULs is binary."""
    for name, width, text_at in (("utf-32-le", 4, 0), ("utf-32-be", 4, 3), ("utf-16-le", 2, 0), ("utf-16-be", 2, 1)):
        sample = data[: 4096 - 4096 % width]
        lanes = [sample[lane::width] for lane in range(width)]
        zeros = [lane.count(0) / max(1, len(lane)) for lane in lanes]
        if zeros[text_at] < 0.05 and all(share > 0.7 for lane, share in enumerate(zeros) if lane != text_at):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                break
    raise UnreadableError("it is not text but binary data")


def _declared(data: bytes, name: str) -> str:
    try:
        # Browsers read latin-1 and ascii pages as windows-1252, and so must we.
        known = codecs.lookup(name).name
        if known in _NOT_OF_PAGES:
            return _plausible(data)
        return data.decode("cp1252" if known in {"iso8859-1", "ascii"} else name)
    except (LookupError, UnicodeDecodeError, UnicodeError):
        return _plausible(data)


def _plausible(data: bytes) -> str:
    """The encoding under which `data` looks most like written text."""
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    if sum(char > "\x7f" for char in repaired) > 2 * broken:  # most of what is not ASCII is sound
        at = len(repaired[: repaired.index("\ufffd")].encode())
        raise UnreadableError(f"it is UTF-8 that is damaged or breaks off at byte {at:,}")
    share_high = sum(byte > 0x7F for byte in data[:65536]) / max(1, len(data[:65536]))
    # The more high bytes there are, the likelier the text is of another alphabet: then all of them must stand in place.
    if share_high < 0.4 and (western := _western(data, 0.34 if share_high < 0.05 else 0.05)) is not None:
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most files are UTF-8

    best = from_bytes(data[:262144], cp_exclusion=_EBCDIC).best()
    if best is None or best.chaos > 0.2:
        raise UnreadableError("its encoding can't be told: save it as UTF-8")
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        raise UnreadableError("its encoding can't be told: save it as UTF-8") from None


def _western(data: bytes, most: float) -> str | None:
    """Windows-1252 or Mac Roman for mostly English text: the one under which high bytes are marks and letters in place."""
    candidates = []
    for name in ("cp1252", "mac_roman"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        candidates.append((_oddness(text), name, text))
    if not candidates:
        return None
    oddness, _, text = min(candidates, key=lambda item: item[0])
    return text if oddness <= most else None


_USUAL = frozenset("“”‘’–—…•£€°©®™éèêëàâäáíîïóôöúûüñçÉÀÖÜßåøæÅØ§½¼¾×«» ")


def _oddness(text: str) -> float:
    """The share of non-ASCII characters that stand where such characters seldom do."""
    odd = total = 0
    for at, char in enumerate(text[:65536]):
        if char < "\x80":
            continue
        total += 1
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if char.isalpha():
            in_word = before.isalpha() or after.isalpha()
            wrong_case = char.isupper() and before.islower()
            odd += char not in _USUAL or not in_word or wrong_case
        elif char in "“‘":
            odd += before.isalnum()
        else:
            odd += char not in _USUAL
    return odd / total if total else 0.0


def _control_share(text: str) -> float:
    sample = text[:65536]
    return len(_CONTROL.findall(sample)) / len(sample) if sample else 0.0
