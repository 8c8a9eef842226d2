"""An answer's excerpt that gives somebody's words says whose, however it comes to be shown."""

from __future__ import annotations

from dataclasses import replace

from bot.wording import whose_words
from corpus.facts import Facts
from corpus.values import Article
from retrieval.values import Attribution
from tests.bot.asking.conftest import MakeRoom, said
from tests.bot.lookups.conftest import FACTS, MILL, quoted
from tests.retrieval.samples import generation_of

_STATEMENT = "The council was told of the fire too late and lost the whole mill"
HEARD = Article("heard", "Who heard of it", f"{_STATEMENT}, the miller said. It rained.\nSheep grazed on the hill.")


async def test_whose_words_they_are_stands_above_them(room: MakeRoom) -> None:
    """In the answer, amid its context and after a restart; what is the article's own, or says it itself, has no such line."""
    told = whose_words(Attribution("Jon Grist", None, "indirect", inferred=False))
    above = f"{told[0].upper()}{told[1:]}:\n{_STATEMENT}"
    async with room(()) as here:
        heard = replace(quoted(HEARD, _STATEMENT, "the miller", "indirect"), name="Jon Grist")
        facts = Facts((), (heard,), FACTS[MILL].card)
        here.live.put(generation_of(here.folder / "heard", [HEARD], facts=[facts]))
        answer = await here.ask("When was the council told of the fire?")
        assert above in said(answer)
        await here.restart()
        await here.alice.click(answer, label="More context")
        assert f"In bold, {told}:\n{_STATEMENT}" in said(answer)
        assert "It rained." in said(answer)
        own = said(await here.ask("Where did sheep graze?"))
        assert "\nSheep grazed on the hill." in own
        assert f"{above[:20]}" not in own.partition("Sheep grazed")[0]
        evident = Facts((), (quoted(HEARD, _STATEMENT, "the miller", "indirect"),), FACTS[MILL].card)
        here.live.put(generation_of(here.folder / "evident", [HEARD], facts=[evident]))
        assert "Attributed to" not in said(await here.ask("When was the council told of the fire?"))
