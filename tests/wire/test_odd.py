"""Whatever articles and questions hold, every message is one that Discord takes."""

from __future__ import annotations

from config.settings import Settings
from retrieval.values import MAX_QUESTION, SHARED
from tests.filing import files_of
from tests.wire.asked import buttons_of, text_of
from tests.wire.conftest import Start
from tests.wire.standin import StandIn

LONG = "Clause after clause the report on the harbour of Varn goes on, " * 90 + "and then it ends."
MARKS = "The mayor of Varn said **never** to `code`, [links](https://evil.example) and @everyone, <@1>, ||spoilers|| and ~~so~~."
ARTICLES = {
    "long.txt": f"A long report\n\n{LONG}\n\nThe harbour of Varn is deep. It was dug in 1850.\n",
    "marks.txt": f"*Marks* of _all_ kinds [x](y) <@&2>\n\n{MARKS}\n\n" + "> quoted\n" * 3 + "\n# Head\n",
    "titled.md": f"---\ntitle: {'Endless title ' * 40}\nurl: https://news.example/{'x' * 700}?q=a)b\n---\n\nThe pier of Varn is long.\n",
    "scripts.txt": "Письма из Варны\n\nהנמל של ורנה עמוק. Гавань Варны глубока. \u202eenola gnal si eris\u202c 灯塔建于一八七一年。 𝒳𝒴𝒵 "
    * 8,
    **{f"many-{n}.txt": f"Number {n}\n\nThe tower number {n} of Varn was built in {1800 + n}.\n" for n in range(40)},
}
QUESTIONS = (
    "harbour report",
    "What did the mayor say about never, code, links and spoilers?",
    "How long is the pier of Varn?",
    "Гавань Варны",
    "When was the tower of Varn built?",
    "𝒳" * 200,
    "** `~~||> # -# [x](https://evil.example) @everyone <@1> \u202e",
    "tower " * (MAX_QUESTION // 6),
    "?",
    "\u200b \u00ad",
)


async def test_odd_articles_and_questions_make_good_messages(
    discord: StandIn, start: Start, footnote: Settings
) -> None:
    """Long sentences, marks, other scripts, endless titles and addresses: asked, opened, explained, listed, completed."""
    with files_of(footnote, SHARED) as articles:
        for name, text in ARTICLES.items():
            (articles / name).write_text(text, "utf-8")
    channel, [alice] = discord.place("alice")
    async with start(discord):
        await discord.ready()
        owner = discord.member(discord.backend.guilds[channel.guild_id or 0], discord.owner, manage_guild=True)
        preview = await discord.slash(owner, channel, "corpus reload").shows("would add", 60)
        await discord.click(owner, preview, label="Build it").shows("Loaded the shared articles", 60)
        for question in QUESTIONS:
            answer = await discord.slash(alice, channel, "ask", question=question).reply()
            await discord.send(alice, channel, f"{discord.bot.mention} {question}").reply()
            # Everything in context, on two pages, and why.
            for action in ("context", "next", "context", "why"):
                for at in range(3):
                    ids = [
                        each["custom_id"]
                        for each in buttons_of(answer)
                        if each["custom_id"].startswith(f"fn:{action}:")
                    ]
                    if at < len(ids):
                        await discord.click(alice, answer, custom_id=ids[at]).reply()
                        answer = discord.shown(channel.id, int(answer["id"]))
        for command in ("articles", "corpus list", "corpus status", "help"):
            page = await discord.slash(owner, channel, command).reply()
            assert text_of(page)
        for typed in ("", "e", "endless", "*", "tower " * 10):
            await discord.autocomplete(alice, channel, "ask", "article", typed).choices()
