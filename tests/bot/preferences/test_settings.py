"""`/settings`: who may change what, and what is shown of it."""

from __future__ import annotations

import pytest

from corpus.values import Article
from tests.bot.asking.conftest import said
from tests.bot.preferences.conftest import MakeOffice, Office

MANAGERS_ONLY = "Only people with the permission “Manage Server” may change the settings."


async def test_everything_is_shown_with_where_it_comes_from(office: MakeOffice) -> None:
    """Law: a channel's own value comes before its server's, that before the default, and each says which it is."""
    async with office() as here:
        before = await here.settings("show")
        assert f"Settings in <#{here.room.channel.id}>" in before
        assert before.count("· default") == 7
        await here.settings("server", mentions=False, threads=True, per_person=20)
        await here.settings("channel", mentions=True, article="lighthouse")
        shown = await here.settings("show")
        for line in (
            "Mentions: answered · this channel",
            "Where mentions are answered: in a thread opened on the message · this server",
            "Article in focus: “The lighthouse of Cape Varn” · this channel",
            "Answers to commands: for all to see, unless `private` says otherwise · default",
            "Questions a person may ask in a minute: 20 (of 240 at most) · this server",
            "Questions all may ask in a minute: 2,400 · default",
            "Changes are told in: no channel · default",
        ):
            assert line in shown, shown
        elsewhere = await here.settings("show", here.channel("elsewhere"))
        assert "Mentions: not answered, and neither are replies to me · this server" in elsewhere
        assert f"Channels with settings of their own: <#{here.room.channel.id}>" in elsewhere


async def test_what_is_left_out_stays_and_what_is_reset_goes(office: MakeOffice) -> None:
    """Law: a change touches what was given alone; `reset` takes one value back, or all, and is told as such."""
    async with office() as here:
        first = await here.settings("channel", mentions=False)
        assert "Changed: Mentions: not answered, and neither are replies to me." in first
        await here.settings("channel", private=True)
        assert "· this channel" in (shown := await here.settings("channel", reset="mentions"))
        assert "Changed: Mentions: as in the server." in shown
        assert "Mentions: answered · default" in shown
        assert "alone, unless `private` says otherwise · this channel" in shown
        both = await here.settings("channel", reset="everything", threads=True)
        assert "Article in focus: as in the server" in both
        assert "in a thread opened on the message · this channel" in both
        assert "Answers to commands: for all to see, unless `private` says otherwise · default" in both
        assert "No option was given" in await here.settings("server")
        assert await here.room.client.records.preferences() == here.room.client.preferences._servers


async def test_a_channel_can_be_named_and_a_thread_is_its_parent_s(office: MakeOffice) -> None:
    """Law: settings changed in a thread, or of a named channel, are that channel's."""
    async with office() as here:
        other = here.channel("other")
        assert f"Settings in <#{other.id}>" in await here.settings("channel", channel=other, mentions=False)
        assert "Mentions: not answered" in await here.settings("show", other)
        assert "Mentions: answered · default" in await here.settings("show")
        thread = here.room.thread_on(await here.room.alice.send(here.room.channel, "Lunch?"))
        await here.room.env.settle()
        assert f"Settings in <#{here.room.channel.id}>" in await here.settings("channel", thread, private=True)
        assert "alone, unless `private` says otherwise · this channel" in await here.settings("show")


async def _hand_out(here: Office) -> None:
    """As a server may: give the command to everyone."""
    (command,) = [each for each in await here.room.client.tree.fetch_commands() if each.name == "settings"]
    here.room.guild.set_command_permissions(command, {here.room.alice: True})


async def test_only_who_manages_the_server_may_change_them(office: MakeOffice) -> None:
    """Law: the right is asked for at every change, also where the server gave the command away; seeing is free."""
    async with office() as here:
        alice, channel = here.room.alice, here.room.channel
        assert not any(each.startswith("settings") for each in alice.available_commands(channel))
        await _hand_out(here)
        for command in ("settings server", "settings channel"):
            refused = (await alice.slash(channel, command, mentions=False)).response
            assert said(refused) == MANAGERS_ONLY
            assert refused is not None
            assert refused.ephemeral
        assert await here.room.client.records.preferences() == {}
        assert "Mentions: answered" in said((await alice.slash(channel, "settings show")).response)


@pytest.mark.parametrize("command", ["show", "server", "channel"])
async def test_direct_messages_have_none(office: MakeOffice, command: str) -> None:
    """Law: where there is no server one sentence says so."""
    async with office() as here:
        result = await here.room.alice.user.slash(f"settings {command}")
        assert said(result.response) == ("Settings are those of a server and its channels: use /settings in one.")


async def test_limits_can_only_be_tightened(office: MakeOffice) -> None:
    """Law: more than the bot's own settings allow is refused with the choices, and nothing of that call is kept."""
    async with office(limits={"per_person": 5}) as here:
        refused = await here.settings("server", per_person=6, mentions=False)
        assert refused == "6 is more than this bot allows: a person may ask from 1 to 5 questions in a minute."
        assert "all together may ask from 1 to 2,400" in await here.settings("server", per_server=2401)
        assert await here.room.client.records.preferences() == {}
        assert "5 (of 5 at most) · this server" in await here.settings("server", per_person=5)


async def test_an_article_is_completed_and_must_be_there(office: MakeOffice) -> None:
    """Law: titles complete, all articles first; what nobody knows is told with the nearest and changes nothing."""
    async with office() as here:
        choices = await here.boss.autocomplete(here.room.channel, "settings channel", "article", "")
        assert [each["value"] for each in choices] == ["*", "bakery", "river", "lighthouse"]
        choices = await here.boss.autocomplete(here.room.channel, "settings server", "article", "light")
        assert [each["value"] for each in choices] == ["lighthouse"]
        assert "There is no article “nonsense”" in await here.settings("server", article="nonsense")
        assert await here.room.client.records.preferences() == {}


async def test_no_server_sees_another_s_article(office: MakeOffice) -> None:
    """Law: what another server has can't be named, completed or shown, whatever its records hold."""
    async with office() as here:
        here.room.serve(Article("secret", "Secret plans", "Nothing to see."), corpus_id=here.room.guild.id + 1)
        assert "There is no article “secret”" in await here.settings("server", article="secret")
        assert await here.boss.autocomplete(here.room.channel, "settings server", "article", "secret") == []


async def test_a_hostile_title_stays_text(office: MakeOffice) -> None:
    """Law: an article's title neither formats nor pings in what is shown and told of it."""
    title = "**Bold** @everyone [x](https://evil.example) <@1>"
    async with office([Article("evil", title, "It is what it is.")]) as here:
        log = here.channel("log")
        shown = await here.settings("server", article="evil", log=log)
        assert shown.count(title) == 2
        assert title in here.told(log)[0]


async def test_without_records_nothing_is_changed_and_that_is_told(
    office: MakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: what can't be kept does not hold either."""
    async with office() as here:
        await here.room.client.records.aclose()
        assert "on record can't be reached" in await here.settings("server", mentions=False)
        assert "Mentions: answered · default" in await here.settings("show")
