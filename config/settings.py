"""Settings: read from the environment and `.env`, checked once, frozen.

Names are `FOOTNOTE_<SECTION>__<NAME>`; `DISCORD_TOKEN` is read too, as FOOTNOTE_DISCORD__TOKEN. Nothing is read at import.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Self

from dotenv import dotenv_values
from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from config.sections import (
    AnswerSettings,
    CorpusSettings,
    DatabaseSettings,
    DiscordSettings,
    EncoderSettings,
    HealthSettings,
    LimitSettings,
    LogSettings,
    ReloadSettings,
    RetentionSettings,
    SelectorSettings,
    ServiceSettings,
    WriterSettings,
)
from config.written import expanded, in_units

PREFIX = "FOOTNOTE_"
TOKEN_NAMES = frozenset({"DISCORD_TOKEN", f"{PREFIX}DISCORD__TOKEN"})
_SECRET_NAMES = TOKEN_NAMES | {f"{PREFIX}WRITER__KEY"}


class SettingsError(Exception):
    """A setting that can't be used; the text names it, its value and the choices."""


class Settings(BaseSettings):
    """All settings, by section. Build them with `load_settings`, which also catches misspelt names."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",  # foreign names in .env; misspelt ones of ours are found by _unknown_names
    )

    data_dir: Annotated[Path, AfterValidator(expanded)] = Field(
        Path("var"), description="where everything that changes lives"
    )
    discord: DiscordSettings = Field(default_factory=DiscordSettings)
    corpus: CorpusSettings = Field(default_factory=CorpusSettings)
    encoder: EncoderSettings = Field(default_factory=EncoderSettings)
    selector: SelectorSettings = Field(default_factory=SelectorSettings)
    writer: WriterSettings = Field(default_factory=WriterSettings)
    answer: AnswerSettings = Field(default_factory=AnswerSettings)
    service: ServiceSettings = Field(default_factory=ServiceSettings)
    limits: LimitSettings = Field(default_factory=LimitSettings)
    database: DatabaseSettings = Field(default_factory=DatabaseSettings)
    reload: ReloadSettings = Field(default_factory=ReloadSettings)
    retention: RetentionSettings = Field(default_factory=RetentionSettings)
    health: HealthSettings = Field(default_factory=HealthSettings)
    log: LogSettings = Field(default_factory=LogSettings)

    @model_validator(mode="after")
    def _check_together(self) -> Self:
        """What settings must be held against each other; not in their section, whose message would show its token."""
        self.discord.check_shards()
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library passes it
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment over `.env` over DISCORD_TOKEN, the name most hosts give the token."""
        token = os.environ.get("DISCORD_TOKEN")
        if not token and isinstance(dotenv_settings, DotEnvSettingsSource):
            token = dotenv_settings.env_vars.get("discord_token")
        common = InitSettingsSource(settings_cls, {"discord": {"token": token}} if token else {})
        return init_settings, env_settings, dotenv_settings, common

    def environment(self) -> dict[str, str]:
        """The same settings as environment variables, for a process of its own; secrets are left out."""
        names = {}
        for name, value in _walk(self):
            if value is not None and not isinstance(value, SecretStr):
                names[name] = _written(value)
        return names


def _written(value: object) -> str:
    """A value as an environment variable holds it."""
    match value:
        case Path():
            return str(value.absolute())
        case tuple():
            return ",".join(map(str, value))
        case timedelta():
            return in_units(value)
        case _:
            return str(value)


def process_environment(settings: Settings) -> dict[str, str]:
    """The present environment with `settings` in it, for a process of our own; without secrets, which few have a use for."""
    kept = {name: value for name, value in os.environ.items() if name.upper() not in _SECRET_NAMES}
    return {**kept, **settings.environment()}


_SECTIONS = (
    "discord", "corpus", "encoder", "selector", "writer", "answer", "service", "limits", "database", "reload", "retention", "health",
    "log",
)  # fmt: skip


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings from this process's environment over `env_file`.

    Raises SettingsError, in one sentence a setting, for an unknown name of ours or a value out of its range.
    """
    if unknown := list(_unknown_names([*os.environ, *_names_in(env_file)])):
        raise SettingsError("\n".join(unknown))
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError("\n".join(_sentences(error))) from None


def setting_names() -> dict[str, tuple[str, Any]]:
    """Every setting's environment name -> (description, default)."""
    found: dict[str, tuple[str, Any]] = {}
    for name, info in Settings.model_fields.items():
        if name in _SECTIONS:
            section = Settings.model_fields[name].annotation
            assert section is not None
            for inner, inner_info in section.model_fields.items():
                found[f"{PREFIX}{name.upper()}__{inner.upper()}"] = (inner_info.description or "", inner_info.default)
        else:
            found[f"{PREFIX}{name.upper()}"] = (info.description or "", info.default)
    return found


def _names_in(env_file: Path | None) -> list[str]:
    if env_file is None or not env_file.is_file():
        return []
    try:
        return list(dotenv_values(env_file, encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the settings file {str(env_file)!r} can't be read: {error}") from None


def _unknown_names(names: Iterable[str]) -> Iterator[str]:
    known = list(setting_names())
    for name in names:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0)
            yield f"there is no setting {name}: did you mean {near[0]}?"


def _sentences(error: ValidationError) -> Iterator[str]:
    for item in error.errors():
        if item["loc"]:
            name = PREFIX + "__".join(str(part).upper() for part in item["loc"])
            # A database's address with a name in it has a password too.
            secret = name.endswith(("__TOKEN", "__KEY"))
            hidden = secret or (name.endswith("_URL") and "@" in str(item["input"]))
            value = "" if hidden else f"={str(item['input'])[:80]!r}"
            said = item["msg"].removeprefix("Value error, ")
            yield f"{name}{value} can't be used: {said[0].lower()}{said[1:]}"
        else:
            yield item["msg"].removeprefix("Value error, ")


def _walk(settings: Settings) -> Iterator[tuple[str, Any]]:
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if name in _SECTIONS:
            for inner in type(value).model_fields:
                yield f"{PREFIX}{name.upper()}__{inner.upper()}", getattr(value, inner)
        else:
            yield f"{PREFIX}{name.upper()}", value
