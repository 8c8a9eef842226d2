"""PDF: the text layer, its lines put together into paragraphs."""

from __future__ import annotations

import io
import re
from statistics import quantiles
from typing import Any

from corpus.errors import UnreadableError

_LOCKED = "it is encrypted: save it without a password"


def read_pdf(data: bytes) -> tuple[dict[str, Any], str]:
    """The metadata fields and text of a PDF with a text layer.

    Lines are joined into paragraphs, and a word divided by a hyphen at a line's end is put together again; a character that the
    file gives in two halves is made whole.
    Raises UnreadableError for a broken or encrypted file, or one with no text layer.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - most corpora hold no PDF
    from pypdf.errors import DependencyError, LimitReachedError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [_whole(page.extract_text()) for page in reader.pages]
        information = None if locked else reader.metadata
        title = information.title if information else None
        author = information.author if information else None
    except DependencyError:  # AES, which takes a library that Footnote does without
        raise UnreadableError(_LOCKED) from None
    except LimitReachedError:
        raise UnreadableError("it is a PDF that unpacks to too much or holds itself") from None
    except MemoryError:  # the file may be sound
        raise
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever its parser meets in a broken file
        raise UnreadableError(f"it is no readable PDF ({type(error).__name__})") from None
    if locked:
        raise UnreadableError(_LOCKED)
    text = "\n\n".join(_paragraphs(page) for page in pages if page.strip())
    if not text:
        raise UnreadableError("it has no text layer: it holds pictures of text, which Footnote does not read")
    return {"title": title and _whole(title), "author": author and _whole(author)}, text


def _whole(text: str) -> str:
    """`text` with the halves of surrogate pairs joined, which a font's table may give one by one; a half that is alone is replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _paragraphs(page: str) -> str:
    lines = [line.strip() for line in page.splitlines()]
    lengths = [len(line) for line in lines if line]
    full = quantiles(lengths, n=4)[2] if len(lengths) > 1 else 0
    out = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not line:
            out = out.rstrip() + "\n\n"
        elif re.search(r"[a-z]-$", line) and following[:1].islower():
            out += line[:-1]
        elif len(line) < 0.8 * full and re.search(r"[.!?:][\"'”’)]*$", line):
            out += line + "\n\n"
        else:
            out += line + " "
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+", " ", out)).strip()
