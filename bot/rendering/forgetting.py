"""What is on record of a person, before it goes and after."""

from __future__ import annotations

import discord

from bot.presses import press
from bot.records import OnRecord
from bot.rendering import layout
from bot.rendering.text import small
from corpus.printable import counted

_NOTHING = "Nothing of yours is on record: no question, no vote and no change of articles."
_WHAT_STAYS = "Messages stay in Discord until somebody deletes them: their buttons then say that the answer is not on record any more."


def render_on_record(found: OnRecord) -> discord.ui.LayoutView:
    """What is on record and would go, with the choice; its buttons name nobody, since they mean whoever presses."""
    if not found:
        return layout.notice(_NOTHING)
    texts = []
    if found.questions or found.votes:
        texts.append(
            f"**{_asked(found)}** of yours are on record, over all servers and direct messages. They are deleted for good, with "
            "the votes of others on those answers."
        )
    if found.changes:
        texts.append(f"Your name stands at **{_changed(found)}**: it goes, and the rest of that stays on record.")
    choice = (press("Forget all of it", "forget", style=discord.ButtonStyle.danger), press("Keep it", "keep"))
    return layout.notice("\n".join([*texts, small(_WHAT_STAYS)]), choice, colour=layout.UNSURE)


def render_forgotten(gone: OnRecord) -> discord.ui.LayoutView:
    """What went."""
    if not gone:
        return layout.notice(_NOTHING)
    asked = [f"{_asked(gone)} of yours"] if gone.questions or gone.votes else []
    changed = [f"your name at {_changed(gone)}"] if gone.changes else []
    return layout.notice(f"**Forgotten**: {', and '.join(asked + changed)}.", colour=layout.GOOD)


def render_kept() -> discord.ui.LayoutView:
    """That nothing went."""
    return layout.notice("Nothing was forgotten.")


def _asked(found: OnRecord) -> str:
    return f"{counted(found.questions, 'question')} and {counted(found.votes, 'vote')}"


def _changed(found: OnRecord) -> str:
    return f"{counted(found.changes, 'change')} of articles"
