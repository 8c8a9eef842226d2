"""Errors of this package; corpus/errors.py holds their base.

FootnoteError
└── RetrievalError
    ├── QuestionError      a question that can't be asked, with the limit it breaks
    ├── UnknownArticle     no article of that id in what may be seen
    ├── UnknownOffer       an article that does not wait to be added any more
    ├── UnreadFacts        dates and quotations of an article that could not be read
    ├── EncoderError       a model that can't be loaded, or is not the one it should be
    ├── SelectorError      the same of a selector
    ├── GenerationError    no generation that can be served
    │   ├── DamagedError   a generation whose files are not what its manifest says
    │   └── StillOnDisk    a generation that should be gone and can't be deleted
    ├── BuildError         a build that failed; the old generation serves
    │   └── BuildLocked    another build of the same corpus is running
    ├── BusyError          too much waits already
    └── ClosedError        the service has been closed
"""

from __future__ import annotations

from corpus.errors import FootnoteError


class RetrievalError(FootnoteError):
    """Something about finding answers."""


class QuestionError(RetrievalError):
    """A question that can't be asked."""


class UnknownArticle(RetrievalError):
    """No article of that id in what may be seen."""


class UnknownOffer(RetrievalError):
    """An article that does not wait to be added any more."""


class UnreadFacts(RetrievalError):
    """The dates and quotations of an article that could not be read when it was built."""


class EncoderError(RetrievalError):
    """A model that can't be loaded, or is not the one it should be."""

    loggable = True


class SelectorError(RetrievalError):
    """A selector that can't be loaded, or is not the one it should be."""

    loggable = True


class GenerationError(RetrievalError):
    """No generation that can be served."""

    loggable = True


class DamagedError(GenerationError):
    """A generation whose files are not what its manifest says."""


class StillOnDisk(GenerationError):
    """A generation that should be gone and can't be deleted."""


class BuildError(RetrievalError):
    """A build that failed; what served before goes on serving."""


class BuildLocked(BuildError):
    """Another build of the same corpus is running."""

    loggable = True


class BusyError(RetrievalError):
    """Too much waits already."""

    loggable = True


class ClosedError(RetrievalError):
    """The service has been closed."""

    loggable = True


class DatabaseError(RetrievalError):
    """The database that corpora are kept in did not take or give what was asked of it."""

    loggable = True


class DatabaseUnreachable(DatabaseError):
    """It can't be reached at the moment."""
