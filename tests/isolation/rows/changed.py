"""Answers over articles that differ, and answers that are looked at again when their articles have changed."""

from __future__ import annotations

from bot.wording import DIFFER
from tests.filing import files_of
from tests.isolation.rows.adding import add
from tests.isolation.surfaces import surface
from tests.isolation.world import Spot, ids_of, record_in

_OPENED = "Mayor Ida"
_BOTH = "Who opened the pier of Ansel, and when was it painted again?"


@surface("/ask", "press context", says=DIFFER, sees=True, direct=False, changes=True, selector="footnote")
async def articles_that_differ(here: Spot, there: Spot) -> None:
    """Both servers have a day for what a shared article tells otherwise: each hears of its own and of the shared one."""
    for spot in (there, here):
        await add(spot)
    for spot in (there, here, here.world.direct):
        answer = await spot.answer("When was the garden of Ansel planted?")
        await spot.press(f"fn:context:{record_in(answer, 'why')}:1:0.0")


def _look_again(name: str, before: str, after: str, says: str | None) -> None:
    @surface("press context", "press why", name=name, says=says, sees=True, direct=False, changes=True)
    async def look_again(here: Spot, there: Spot) -> None:
        """What was cited changes in both servers between the answer and the press."""
        given = [(spot, record_in(await spot.answer(_BOTH, article="pier"), "why")) for spot in (there, here)]
        for spot, _ in given:
            await _rewrite(spot, before, after)
        for spot, record in given:
            await spot.press(f"fn:context:{record}:1:0.0")
            await spot.press(f"fn:why:{record}")


async def _rewrite(spot: Spot, before: str, after: str) -> None:
    """Let the server's article say `after` in place of `before`, and serve."""
    assert spot.twin is not None
    with files_of(spot.world.settings, spot.twin.guild_id) as folder:
        file = folder / f"{spot.twin.word}.md"
        written = file.read_text("utf-8")
        assert before in written
        file.write_text(written.replace(before, after.format(word=spot.twin.word)), "utf-8")
    offered = await spot.slash("corpus reload", by="manager")
    await spot.press(ids_of(offered, "build")[0], by="manager")


_look_again("look again at what moved", _OPENED, f"This was added later, in {{word}}.\n\n{_OPENED}", "paragraph 2")
_look_again("look again at what changed", _OPENED, "Mayor Ada", "the passage cited here was changed on")
