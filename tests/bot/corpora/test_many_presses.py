"""What those who change articles were asked is never held up by a limit."""

from __future__ import annotations

from config.settings import Settings
from tests.bot.corpora.stage import add, on_stage, own_articles, said


async def test_choices_about_articles_are_not_counted(hashing: Settings) -> None:
    """Who has pressed as often as one may can say yes to a change, and no to another."""
    few = hashing.model_copy(update={"limits": hashing.limits.model_copy(update={"presses": 1})})
    async with on_stage(few) as stage:
        articles = own_articles(stage)
        shown = await stage.manager.slash(stage.channel, "corpus status")
        await stage.forge(stage.manager, shown, "fn:keep")
        assert "You have pressed 1 button" in await stage.forge(stage.manager, shown, "fn:keep")
        for step in range(2):
            shown = await stage.manager.slash(stage.channel, "corpus reload")
            await stage.manager.click(shown.response, label="Build it")
            assert "serves" in said(shown), step
            add(articles, f"new{step}.md")
        shown = await stage.manager.slash(stage.channel, "corpus reload")
        await stage.manager.click(shown.response, label="Cancel")
        assert "Cancelled" in said(shown)
