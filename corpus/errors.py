"""Errors of this package.

FootnoteError
└── CorpusError
    ├── ArticleError      an article that breaks its own rules (id, title)
    ├── UnreadableError   a file that can't become an article, with the reason
    ├── FetchError        a page of the web that can't be fetched, with the reason
    └── FolderError       a corpus folder that can't be used at all
"""

from __future__ import annotations

from typing import ClassVar


class FootnoteError(Exception):
    """Base of every error whose text is one plain sentence meant for people.

    `loggable` is true of those whose sentence never holds what people asked, articles say or files of articles are called.
    """

    loggable: ClassVar[bool] = False


class CorpusError(FootnoteError):
    """Something about the texts themselves."""


class ArticleError(CorpusError):
    """An article that breaks its own rules."""


class UnreadableError(CorpusError):
    """A file that can't become an article; the text says why, without the file's name."""


class FetchError(CorpusError):
    """A page of the web that can't be fetched; the text says why."""


class FolderError(CorpusError):
    """A corpus folder that is missing, is not a folder, or can't be read."""
