"""The sections of the settings: each value with its range, its default and what it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr
from pydantic_settings import NoDecode

from config.written import (
    DAY,
    database_url,
    duration,
    expanded,
    from_to,
    lasting,
    plain_address,
    sendable,
    split_ids,
    split_shards,
    web,
)


class Section(BaseModel):
    """A group of settings: frozen, and no name is taken that is not there."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DiscordSettings(Section):
    """How the bot reaches Discord, and who runs it."""

    token: SecretStr | None = Field(None, description="the bot's token; without one the console is all that runs")
    operators: Annotated[tuple[int, ...], NoDecode, BeforeValidator(split_ids)] = Field(
        (),
        description="ids, by commas, of people who may change the shared articles, besides the application's owner and team",
    )
    api_base: Annotated[str, web("https?", "http://127.0.0.1:8080/api/v10")] | None = Field(
        None,
        description="where Discord's REST interface is looked for, for a stand-in, as `http://127.0.0.1:8080/api/v10`",
    )
    gateway_url: Annotated[str, web("wss?", "ws://127.0.0.1:8080/")] | None = Field(
        None,
        description="where Discord's gateway is looked for, for a stand-in, as `ws://127.0.0.1:8080/`",
    )
    shard_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(split_shards)] = Field(
        (),
        description="numbers, by commas, of the shards that this process takes of several, as `0,1`; empty: one process takes all",
    )
    shard_count: int | None = Field(
        None,
        ge=1,
        le=65_536,
        description="how many shards all processes have together; empty: as many as Discord advises",
    )

    def check_shards(self) -> None:
        """Raise ValueError where the shards of this process are not some of those that there are."""
        ids, count = self.shard_ids, self.shard_count
        if bool(ids) != (count is not None):
            raise ValueError(
                "FOOTNOTE_DISCORD__SHARD_IDS and FOOTNOTE_DISCORD__SHARD_COUNT belong together: set both, or neither"
            )
        if len(set(ids)) < len(ids):
            raise ValueError("FOOTNOTE_DISCORD__SHARD_IDS names a shard twice: name each once")
        if count is not None and max(ids) >= count:
            raise ValueError(
                f"FOOTNOTE_DISCORD__SHARD_IDS names shard {max(ids)}, and of {count:,} (FOOTNOTE_DISCORD__SHARD_COUNT) the "
                f"last is {count - 1}"
            )


class CorpusSettings(Section):
    """Where articles come from and how much of them is taken."""

    path: Annotated[Path, AfterValidator(expanded)] | None = Field(
        None, description="a folder of articles read in place, instead of the shared corpus"
    )
    max_file_mb: int = Field(20, ge=1, le=1024, description="a larger file is rejected, in MiB")
    server_articles: int = Field(200, ge=0, le=100_000, description="articles that a server may add for itself")
    server_characters: int = Field(
        5_000_000, ge=0, le=1_000_000_000, description="characters that a server's own articles may have together"
    )


class EncoderSettings(Section):
    """The model that turns text into vectors."""

    model: str = Field(
        "all-MiniLM-L6-v2",
        min_length=1,
        description="`all-MiniLM-L6-v2` (installed with Footnote), `hashing` (no model, for tests), a hub id or a folder",
    )
    runtime: Literal["onnx", "torch"] | None = Field(
        None,
        description="what runs the model: `onnx` or `torch`; empty: onnxruntime where the model can be exported, else torch",
    )
    exports: Annotated[Path, AfterValidator(expanded)] | None = Field(
        None,
        description="where exported models lie, for several data folders on one machine; empty: `encoders` in the data folder",
    )
    batch_size: int = Field(64, ge=1, le=4096, description="passages encoded at once while building")
    passage_tokens: int = Field(
        128, ge=16, le=8192, description="tokens up to which sentences are packed into a passage"
    )


class SelectorSettings(Section):
    """The model that reads the best sentences again."""

    model: str = Field(
        "footnote",
        min_length=1,
        description="`footnote` (ships with Footnote), `none`, or a cross-encoder or extractive reader: a hub id or a folder",
    )


class WriterSettings(Section):
    """The language model that may rephrase an answer; what it writes is held against the excerpts."""

    url: Annotated[str, web("https?", "http://127.0.0.1:11434/v1"), AfterValidator(plain_address)] | None = Field(
        None, description="OpenAI-compatible endpoint of a language model, as `http://127.0.0.1:11434/v1`; empty: none"
    )
    model: str | None = Field(None, max_length=200, description="the name by which the endpoint knows its model")
    key: Annotated[SecretStr, AfterValidator(sendable)] | None = Field(
        None, description="the endpoint's key, where it wants one"
    )
    timeout: float = Field(8.0, ge=0.5, le=60, description="seconds an answer waits for it at most")
    max_tokens: int = Field(400, ge=16, le=4096, description="tokens it may write for an answer at most")


class AnswerSettings(Section):
    """What counts as an answer."""

    citations: int = Field(5, ge=1, le=20, description="citations an answer has at most")
    threshold: float | None = Field(
        None, ge=0, le=1, description="confidence from which something is an answer; empty: the calibrated one"
    )


class ServiceSettings(Section):
    """How questions are queued."""

    queue: int = Field(2048, ge=1, description="questions that may wait; above that Footnote says it is busy")
    batch: int = Field(32, ge=1, le=1024, description="waiting questions encoded together at most")
    workers: int = Field(1, ge=0, le=1, description="1: questions run in a thread of their own; 0: inline, for tests")
    open_corpora: int = Field(
        500, ge=1, le=100_000, description="servers whose own articles are held open at once; of more those used last"
    )


class LimitSettings(Section):
    """How much one person and one server may ask and press; what is unused in a minute is not saved up.

    Two cores without VNNI answer some 2,400 questions a minute one at a time and 2,700 together: a person who scripts may take a
    tenth of that, a server nearly all. Nobody presses or types four times a second, as `presses` allows.
    """

    per_person: int = Field(240, ge=1, description="questions a person may ask in a minute")
    per_server: int = Field(2400, ge=1, description="questions that may be asked in a server in a minute")
    presses: int = Field(
        240,
        ge=1,
        description="presses, and commands that ask nothing, of a person in a minute; as often what they type is completed",
    )


class DatabaseSettings(Section):
    """Where records are kept (answers given, votes, changes), and in PostgreSQL the articles too."""

    url: Annotated[str, AfterValidator(database_url)] | None = Field(
        None,
        description="database of the records, as `sqlite+aiosqlite:///path`, or of records and articles, as "
        "`postgresql+asyncpg://user:password@host/database`; empty: `records.sqlite3` in the data folder",
    )
    direct_url: Annotated[str, AfterValidator(database_url)] | None = Field(
        None,
        description="the same PostgreSQL past a pooler of transactions, for locks and news, which none passes on; empty: as `URL`",
    )

    @property
    def shared(self) -> str | None:
        """The direct URL of a database that several processes of one bot share; None where it is a file of this machine."""
        if self.url is None or not self.url.startswith("postgresql"):
            return None
        return self.direct_url or self.url


class ReloadSettings(Section):
    """When the articles are looked at again without anybody asking."""

    every: Annotated[timedelta, BeforeValidator(duration), from_to(timedelta(seconds=1), 365 * DAY)] | None = Field(
        None, description="how often the articles folder is looked at again, as `30m`, `6h` or `1d`; empty: never"
    )


class RetentionSettings(Section):
    """How long what must not be kept for ever is kept."""

    left_server: Annotated[timedelta, BeforeValidator(duration), from_to(timedelta(), 365 * DAY)] = Field(
        7 * DAY,
        description="how long after the bot has left a server all of it is deleted, as `24h` or `7d`; until then a return undoes it",
    )
    answers: Annotated[timedelta | Literal["forever"], BeforeValidator(lasting), from_to(DAY, 3650 * DAY)] = Field(
        365 * DAY,
        description="how long answers are on record, and with them their buttons and votes, as `90d`; or `forever`",
    )


class HealthSettings(Section):
    """Where the running bot says how it is."""

    port: int | None = Field(
        None, ge=1, le=65_535, description="port on 127.0.0.1 at which `/healthz` says how the bot is; empty: none"
    )


class LogSettings(Section):
    """What is logged, on standard error."""

    level: Literal["debug", "info", "warning", "error"] = Field("warning", description="least level logged")
    format: Literal["text", "json"] = Field("text", description="`text` for people, `json` one object a line")
