"""Words that every front end says alike."""

from __future__ import annotations

from corpus.timeline import Status
from retrieval.values import Attribution, Reason

# Below even odds an answer is offered, not given.
SURE = 0.5
OFFERED = "This may be what the articles say about it:"
NEAREST = "What comes nearest, which is not an answer:"
REASONS: dict[Reason, str] = {
    "off_topic": "The articles are about something else.",
    "not_stated": "The articles do not say.",
    "empty_corpus": "There are no articles yet.",
}
NOT_STATED = "not stated in this article"
# What is said of an event's status beside it; what has happened needs no word.
STATUSES: dict[Status, str] = {
    "past": "",
    "planned": "planned",
    "future": "to come",
    "unknown": "the article does not say whether it happened",
}
# In Discord's Markdown.
NO_ARTICLES = "**No articles are loaded.** The operator adds one with `footnote corpus add FILE` and loads it with `/corpus reload`."


def confidence_in_words(confidence: float) -> str:
    """The confidence as people say it, with the figure."""
    steps = ((0.8, "high"), (0.5, "good"), (0.25, "moderate"), (0.1, "low"), (0.0, "very low"))
    return f"{next(word for least, word in steps if confidence >= least)} ({confidence:.2f})"


def whose_words(said_by: Attribution) -> str:
    """Whose words an excerpt gives: `the words of Marty Beard, Chief Operating Officer at BlackBerry`."""
    who = said_by.speaker or "somebody whom the article does not name"
    role = f", {said_by.role}" if said_by.role else ""
    how = "the words of" if said_by.kind == "direct" else "attributed to"
    return f"{how} {who}{role}{' (inferred)' if said_by.inferred else ''}"
