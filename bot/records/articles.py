"""What goes from the records with an article."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.records.preferences import remove_focus
from bot.records.tables import ANSWERS, CITED, LISTINGS

# Ids that a statement names at once.
_AT_ONCE = 500


async def remove_article(connection: AsyncConnection, corpus_id: int, article_id: str) -> None:
    """Forget where an article was quoted, what follow-ups took over of it, what was listed of it alone, and that it is in focus."""
    # First, since what was quoted tells which they are.
    await _take_back_readings(connection, corpus_id, article_id)
    for table in (CITED, LISTINGS):
        of_it = (table.c.corpus_id == corpus_id, table.c.article_id == article_id)
        await connection.execute(delete(table).where(*of_it))
    await remove_focus(connection, corpus_id, article_id)


async def _take_back_readings(connection: AsyncConnection, corpus_id: int, article_id: str) -> None:
    """Let every follow-up that may hold words of the article be read as it was asked."""
    ids = await _readings_with_words_of(connection, corpus_id, article_id)
    for start in range(0, len(ids), _AT_ONCE):
        some = update(ANSWERS).where(ANSWERS.c.id.in_(ids[start : start + _AT_ONCE]))
        # What a question asks for and lacks is told in words of its reading.
        await connection.execute(some.values(read_as=ANSWERS.c.question, parts=None, missing=None))


async def _readings_with_words_of(connection: AsyncConnection, corpus_id: int, article_id: str) -> list[str]:
    """Answers whose question was read after one that quoted the article, through however many that were read so themselves.

    Where the answer before is not on record any more nobody can tell what it quoted, so it may have been this article.
    """
    quoted = select(CITED.c.answer_id).where(CITED.c.corpus_id == corpus_id, CITED.c.article_id == article_id)
    before = ANSWERS.alias()
    lost = ANSWERS.c.parent_id.is_not(None) & ~exists().where(before.c.id == ANSWERS.c.parent_id)
    begins = ANSWERS.c.id.in_(quoted) | ANSWERS.c.parent_id.in_(quoted) | lost
    otherwise = ANSWERS.c.read_as != ANSWERS.c.question
    rows = await connection.execute(select(ANSWERS.c.id, ANSWERS.c.parent_id, begins).where(otherwise))
    found: list[str] = []
    after: defaultdict[str | None, list[str]] = defaultdict(list)
    for answer_id, parent_id, first in rows:
        if first:
            found.append(answer_id)
        else:
            after[parent_id].append(answer_id)
    for answer_id in found:  # grows as it goes
        found += after.pop(answer_id, [])
    return found
