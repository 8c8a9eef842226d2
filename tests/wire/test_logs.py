"""What the bot logs holds nothing that people asked, articles say, files are called or tokens are, also where things fail."""

from __future__ import annotations

import asyncio
import json

import pytest

from config.settings import Settings
from retrieval.values import SHARED
from tests.filing import files_of
from tests.stored import held
from tests.wire.asked import buttons_of
from tests.wire.conftest import Start
from tests.wire.standin import StandIn

ASKED, SAID, CALLED, TITLED, TYPED, HELD, SECRET = (
    "zanzibarwaltz", "quixotebrass", "umberfilename", "velvettitle", "tinderspeaker", "obsidiancrown", "MTE.mark.tokenmark",
)  # fmt: skip
MARKERS = (ASKED, SAID, CALLED, TITLED, TYPED, HELD, SECRET)
ARTICLE = (
    f"---\ntitle: The {TITLED} of Varn\n---\n\nThe {SAID} of Varn was built in 1871. “We built it,” said Ida {TYPED}.\n"
)
QUESTION = f"Who built the {SAID} and the {ASKED}?"


@pytest.mark.parametrize("level", ["info", "debug"])
async def test_no_words_of_anybody_are_logged(start: Start, footnote: Settings, level: str) -> None:
    """Law: at every level, through answers, buttons, forms, wrong input, builds, refusals and failures of records and Discord."""
    with files_of(footnote, SHARED) as articles:
        (articles / f"{CALLED}.md").write_text(ARTICLE, "utf-8")
        (articles / f"{CALLED}.pdf").write_bytes(b"%PDF-1.4 broken " + SAID.encode())
    async with StandIn(token=SECRET) as discord:
        channel, [alice] = discord.place("alice")
        settings = {"FOOTNOTE_LOG__LEVEL": level, "FOOTNOTE_LOG__FORMAT": "json"}
        async with start(discord, **settings) as bot:
            await discord.ready()
            boss = discord.member(discord.backend.guilds[channel.guild_id or 0], discord.owner, manage_guild=True)
            preview = await discord.slash(boss, channel, "corpus reload").shows("would add", 60)
            await discord.click(boss, preview, label="Build it").shows("Loaded the shared articles", 60)
            answer = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
            await discord.send(alice, channel, f"{discord.bot.mention} {QUESTION}").reply()
            for label in ("Why", "Helpful", "Not in the article"):
                await discord.click(alice, answer, label=label).reply()
            await discord.click(alice, answer, custom_id=buttons_of(answer)[0]["custom_id"]).reply()
            form = discord.click(alice, answer, label="Follow up")
            await form.modal()
            await discord.submit_modal(alice, form, {"question": f"and the {ASKED}?"}).reply()
            await discord.slash(alice, channel, "ask", question=QUESTION, article=ASKED).reply()
            await discord.slash(alice, channel, "quotes", speaker=TYPED).reply()
            await discord.slash(alice, channel, "timeline", article=CALLED, **{"from": ASKED}).reply()
            await discord.slash(alice, channel, "timeline", article=CALLED, person=ASKED).reply()
            await discord.forge(alice, answer, f"fn:why:{ASKED}").reply()
            await discord.forge(alice, answer, f"fn:{ASKED}").reply()
            await discord.autocomplete(alice, channel, "ask", "article", TITLED).choices()
            # Discord fails, and says what it was sent.
            discord.fault("PATCH", "/webhooks/*", status=503, times=1)
            await discord.slash(alice, channel, "ask", question=QUESTION).reply()
            discord.fault("PATCH", "/webhooks/*", status=400, message=ASKED, times=1)
            discord.fault("PATCH", "/webhooks/*", status=429, retry_after=0.1, times=1)
            failed = discord.slash(alice, channel, "ask", question=QUESTION)
            await failed.reply()
            # The build fails, by a question of its own.
            with files_of(footnote, SHARED) as articles:
                (articles / "golden.jsonl").write_text(json.dumps({"question": QUESTION, "must_contain": HELD}) + "\n")
                (articles / f"{CALLED}2.txt").write_text(f"{SAID}\n\nAnother {SAID} {ASKED}.\n")
            again = await discord.slash(boss, channel, "corpus reload").shows("would add", 60)
            await discord.click(boss, again, label="Build it").shows(HELD, 60)
            # The records fail.
            async with held(footnote):
                await discord.slash(alice, channel, "ask", question=QUESTION).reply(60)
                await discord.click(alice, answer, label="Helpful").reply(60)
            bot.terminate()
            assert await bot.ended() == 0
        lines = [json.loads(line) for line in bot.lines if line.startswith("{")]
        assert len(lines) > 5
        assert {"bot.asking.answers", "bot.asking.presses"} <= {line["logger"] for line in lines}
        for marker in (*MARKERS, failed.record.token):
            assert [line for line in bot.lines if marker.lower() in line.lower()] == []


async def test_an_error_that_nobody_foresaw_is_logged_without_its_words(discord: StandIn, start: Start) -> None:
    """Law: what a fault of ours raises is in the log with its place, and neither the question nor the article is."""
    channel, [alice] = discord.place("alice")
    broken = (
        "import runpy, retrieval.answering.answering as a\n"
        "def answer(self, question, *_): raise KeyError(question.text)\n"
        "a.Answering.answer = answer\n"
        "runpy.run_module('bot', run_name='__main__')"
    )
    async with start(discord, command=("-c", broken)) as bot:
        await discord.ready()
        await discord.slash(alice, channel, "ask", question=QUESTION).shows("Something went wrong", 30)
        await bot.said("KeyError")
        bot.terminate()
        await asyncio.wait_for(bot.ended(), 20)
    assert "something failed" in bot.output
    assert 'File "' in bot.output
    assert ASKED not in bot.output
