"""What people do with commands."""

from __future__ import annotations

from typing import Any

from simcord import interactions
from simcord.backend import serializers
from simcord.backend.command_access import command_access
from simcord.backend.models import Channel
from simcord.enums import AppCommandType, InteractionType, OptionType

from tests.wire.asked import Asked, payload_of
from tests.wire.interacting import Interacting, NotShown, Shown
from tests.wire.people import Person

_HANDLES = {
    OptionType.USER: "users",
    OptionType.CHANNEL: "channels",
    OptionType.ROLE: "roles",
}


class Commanding(Interacting):
    """Runs and completes the commands that the bot registered, as far as a person is shown them."""

    def slash(
        self, person: Person, channel: Channel, command: str, /, *, locale: str = "en-US", **options: Any
    ) -> Asked:
        """Run a command, which may be `group subcommand`."""
        root, leaf, nesting = self._command(person, channel, command)
        leaf_options, resolved = self._options(channel, command, leaf, options)
        data = self._data(root, interactions.nest_options(root, nesting, leaf_options), resolved)
        return self.interact(InteractionType.APPLICATION_COMMAND, person, channel, data, locale=locale)

    def autocomplete(
        self, person: Person, channel: Channel, command: str, /, option: str, typed: str, **filled: Any
    ) -> Asked:
        """Type half a word into an option."""
        root, leaf, nesting = self._command(person, channel, command)
        declared = {one["name"]: one for one in leaf.get("options") or []}
        if not declared.get(option, {}).get("autocomplete"):
            raise NotShown(f"{option!r} of {command!r} completes nothing")
        leaf_options, _ = self._options(channel, command, leaf, filled, partial=True)
        focused = {"name": option, "type": declared[option]["type"], "value": typed, "focused": True}
        data = self._data(root, interactions.nest_options(root, nesting, [*leaf_options, focused]), {})
        return self.interact(InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE, person, channel, data)

    def context_menu(self, person: Person, message: Shown, name: str, /, *, locale: str = "en-US") -> Asked:
        """Choose an app's command from a message's menu."""
        stored = self.stored(message)
        channel = self.backend.get_channel(stored.channel_id)
        root = self._root(person, channel, name, AppCommandType.MESSAGE)
        resolved = {"messages": {str(stored.id): payload_of(self, stored)}}
        data = {"id": root["id"], "name": name, "type": 3, "target_id": str(stored.id), "resolved": resolved}
        return self.interact(InteractionType.APPLICATION_COMMAND, person, channel, data, locale=locale)

    def _root(self, person: Person, channel: Channel, name: str, kind: AppCommandType) -> dict[str, Any]:
        root = self.backend.find_command(name, channel.guild_id, type=kind)
        if root is None:
            raise NotShown(f"no command {name!r} is registered")
        context = self.context_of(channel)
        if context not in (root.get("contexts") or [0, 1, 2]):
            raise NotShown(f"{name!r} is not there in context {context}")
        installed = 0 if "0" in self.installed_by(channel, person) or context == 1 else 1
        if installed not in (root.get("integration_types") or [0]):
            raise NotShown(f"{name!r} is not there where people brought the bot along")
        if context == 0:
            access = command_access(self.backend, root, user_id=person.id, channel_id=channel.id)
            if not access.allowed:
                raise NotShown(f"{name!r} is not there for {person.name}: {access.reason}")
        return root

    def _command(
        self, person: Person, channel: Channel, command: str
    ) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
        first, *rest = command.split()
        root = self._root(person, channel, first, AppCommandType.CHAT_INPUT)
        leaf, nesting = interactions.walk_to_subcommand(root, rest)
        return root, leaf, nesting

    def _options(
        self, channel: Channel, command: str, leaf: dict[str, Any], given: dict[str, Any], *, partial: bool = False
    ) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """Options and what they refer to: people, channels and roles by their models, files as (name, bytes)."""
        declared = {one["name"]: one for one in leaf.get("options") or []}
        plain = [one for one in declared.values() if one["type"] not in _HANDLES]
        handles = {name: value for name, value in given.items() if declared.get(name, {}).get("type") in _HANDLES}
        rest = {name: value for name, value in given.items() if name not in handles}
        accepted = interactions.check_options(command, {"options": plain}, rest, partial=partial)
        resolved: dict[str, Any] = {}
        for name, value in handles.items():
            bucket = _HANDLES[declared[name]["type"]]
            resolved.setdefault(bucket, {})[str(value.id)] = self._referred(channel, bucket, value.id)
            accepted[name] = str(value.id)
        for name, value in accepted.items():
            if declared[name]["type"] == OptionType.ATTACHMENT:
                filename, content = value
                accepted[name] = interactions.store_interaction_attachment(
                    self.backend, channel.id, filename, content, resolved
                )
        built = [{"name": name, "type": declared[name]["type"], "value": value} for name, value in accepted.items()]
        return built, resolved

    def _referred(self, channel: Channel, bucket: str, one: int) -> dict[str, Any]:
        if bucket == "users":
            return dict(serializers.user_payload(self.backend.get_user(one)))
        if bucket == "channels":
            return {**serializers.channel_payload(self.backend, self.backend.get_channel(one)), "permissions": "0"}
        assert channel.guild_id is not None
        return dict(serializers.role_payload(self.backend.get_role(channel.guild_id, one)))

    def _data(self, root: dict[str, Any], options: list[dict[str, Any]], resolved: dict[str, Any]) -> dict[str, Any]:
        data = {"id": root["id"], "name": root["name"], "type": root.get("type", 1), "options": options}
        return {**data, "resolved": resolved} if resolved else data
