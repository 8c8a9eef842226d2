"""README is held to the code."""

from __future__ import annotations

import re
import subprocess
from datetime import timedelta
from pathlib import Path

import yaml

from bot.console.arguments import make_parser
from config.settings import setting_names
from config.written import in_units

ROOT = Path(__file__).parents[1]


def test_every_setting_stands_in_the_table_of_the_readme() -> None:
    """README's settings table has every setting with its default, and none that is not there."""
    rows = dict(
        re.findall(r"^\| `(FOOTNOTE_\w+)` \| ([^|]*) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    )
    defaults = {name: default for name, (_, default) in setting_names().items()}
    written = {name: in_units(each) if isinstance(each, timedelta) else each for name, each in defaults.items()}
    known = {name: "" if each in (None, ()) else f"`{each}`" for name, each in written.items()}
    assert {name: default.strip() for name, default in rows.items()} == known


def test_every_command_stands_in_the_readme() -> None:
    """Each console command is named in README."""
    text = (ROOT / "README.md").read_text("utf-8")
    choices = next(action.choices for action in make_parser()._actions if action.dest == "command")
    assert choices is not None
    assert [name for name in choices if f"footnote {name}" not in text] == []


def test_make_help_lists_every_target() -> None:
    """`make help` names each target of the Makefile that people may call."""
    done = subprocess.run(["/usr/bin/env", "make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    targets = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[0].split()
    assert [target for target in targets if not re.search(rf"^{target}\s", done.stdout, re.MULTILINE)] == []


def test_compose_names_settings_and_commands_that_there_are() -> None:
    """What compose.yaml sets is a setting, and what it runs beside the worker is a console command; each shard has its process."""
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    set_there = {name for service in services.values() for name in service["environment"] if "FOOTNOTE" in name}
    assert set_there <= set(setting_names())
    bots = [service["environment"] for name, service in services.items() if name.startswith("bot")]
    count = bots[0]["FOOTNOTE_DISCORD__SHARD_COUNT"]
    assert sorted(each["FOOTNOTE_DISCORD__SHARD_IDS"] for each in bots) == list(range(count))
    choices = next(action.choices for action in make_parser()._actions if action.dest == "command")
    assert choices is not None
    assert services["migrate"]["command"][1] in choices
