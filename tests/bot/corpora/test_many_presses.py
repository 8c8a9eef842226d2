"""What those who change articles were asked is never held up by a limit."""

from __future__ import annotations

from config.settings import Settings
from tests.bot.corpora.stage import on_stage, own_articles, said


async def test_choices_about_articles_are_not_counted(hashing: Settings) -> None:
    """Who has pressed as often as one may can say yes to a change, and no to another."""
    few = hashing.model_copy(update={"limits": hashing.limits.model_copy(update={"presses": 2})})
    async with on_stage(few) as stage:
        own_articles(stage)
        wanted, unwanted = [await stage.manager.slash(stage.channel, "corpus reload") for _ in range(2)]
        assert "please try again in" in said(await stage.manager.slash(stage.channel, "corpus reload"))
        assert "please try again in" in await stage.forge(stage.manager, wanted, "fn:keep")
        await stage.manager.click(wanted.response, label="Build it")
        assert "serves" in said(wanted)
        await stage.manager.click(unwanted.response, label="Cancel")
        assert "Cancelled" in said(unwanted)
