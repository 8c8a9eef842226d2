"""`/quotes` in a simulated Discord."""

from __future__ import annotations

import pytest

from corpus.values import Article
from tests.bot.asking.conftest import buttons, said
from tests.bot.lookups.conftest import HARBOUR, MILL, MakeLibrary, serve, slash


async def test_quotations_come_with_who_said_them(library: MakeLibrary) -> None:
    """All can see who said what in all articles, word for word or as reported, each article named once."""
    async with library() as room:
        told = said(await slash(room, "quotes"))
        assert "21 quotes" in told
        assert "“We keep pier 1,”" in told
        assert told.count("The harbour of Ansel") == 1
        told = said(await slash(room, "quotes", article="mill"))
        assert "The miller · reported, not word for word:\nnobody was hurt" in told


async def test_a_speaker_is_found_by_part_of_the_name(library: MakeLibrary) -> None:
    """A surname will do; a name that nobody has brings those that there are."""
    async with library() as room:
        assert "20 quotes of “holm”" in said(await slash(room, "quotes", speaker="holm"))
        told = said(await slash(room, "quotes", speaker="Bear", article="mill"))
        assert told == "“Bear” is not quoted in this article.\nQuoted there: The miller.\nThe mill"


async def test_speakers_complete(library: MakeLibrary) -> None:
    """Half a name is completed by those who are quoted, in the article that is named if one is; half a title is no hindrance."""
    async with library() as room:

        async def choices(typed: str, **filled: str) -> list[str]:
            found = await room.alice.autocomplete(room.channel, "quotes", "speaker", typed, **filled)
            return [str(each["value"]) for each in found]

        assert await choices("ho") == ["Ida Holm"]
        assert await choices("", article="mill") == ["The miller"]
        assert set(await choices("", article="no such title")) == {"Ida Holm", "The miller"}
        found = await room.alice.autocomplete(room.channel, "quotes", "article", "harb")
        assert [each["value"] for each in found] == ["harbour"]


async def test_pages_are_turned_in_place_and_after_a_restart(library: MakeLibrary) -> None:
    """Each quotation is shown once by Next, by another process too; Previous goes back."""
    async with library(HARBOUR) as room:
        shown = await slash(room, "quotes", speaker="Holm")
        seen = said(shown)
        await room.bob.click(shown, label="Next")
        seen += said(shown)
        await room.restart()
        for _ in range(2):
            await room.alice.click(shown, label="Next")
            seen += said(shown)
        assert [seen.count(f"“We keep pier {number},”") for number in range(1, 21)] == [1] * 20
        assert "20 quotes of “Holm”" in said(shown)
        await room.alice.click(shown, label="Previous")
        assert "quotes 13–18 of 20" in said(shown)
        assert len(room.replies()) == 1


async def test_fewer_quotations_by_now_are_no_failure(library: MakeLibrary) -> None:
    """A page that is not there any more is the last one that there is; a removed article's gives way to a notice."""
    async with library() as room:
        shown = await slash(room, "quotes")
        await room.alice.click(shown, label="Next")
        alone = await slash(room, "quotes", article="harbour")
        serve(room, MILL)
        await room.alice.click(shown, label="Next")
        assert "1 quote" in said(shown)
        result = await room.alice.click(alone, label="Next")
        assert result.followups == []
        assert said(alone) == "The article that this was of is not there any more."
        assert buttons(alone) == []


async def test_as_many_speakers_complete_as_have_room(library: MakeLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that are too long for a choice take nobody's place."""
    names = tuple(f"{'x' * 120} {n}" for n in range(20)) + tuple(f"Speaker {n}" for n in range(40))
    async with library() as room:

        async def speakers(*_: object, limit: int, **__: object) -> tuple[str, ...]:
            return names[:limit]

        monkeypatch.setattr(room.client.service, "speakers", speakers)
        found = await room.alice.autocomplete(room.channel, "quotes", "speaker", "")
        assert [each["value"] for each in found] == [f"Speaker {n}" for n in range(25)]


async def test_a_private_list_is_seen_by_one_and_servers_are_apart(library: MakeLibrary) -> None:
    """With `private` only the one who asked sees it; another server's speakers are neither offered nor shown."""
    private = Article("secret", "The secret harbour", "“We keep it,” said Otto Frei.")
    async with library() as room:
        room.serve(private, corpus_id=room.guild.id + 1)
        shown = await slash(room, "quotes", private=True)
        assert shown.ephemeral
        assert room.channel.history() == []
        assert "There is no article" in said(await slash(room, "quotes", article="secret"))
        assert await room.alice.autocomplete(room.channel, "quotes", "speaker", "otto") == []
