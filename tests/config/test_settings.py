"""Settings: where they are read, and what is said of those that can't be used."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from config.settings import Settings, SettingsError, load_settings, setting_names

SECRET = "MTk4NjIy.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"  # noqa: S105 - nobody's: the token of Discord's own examples


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def refusal(env_file: Path | None = None) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(env_file)
    return str(caught.value)


def token_of(settings: Settings) -> str | None:
    return settings.discord.token.get_secret_value() if settings.discord.token else None


def test_defaults_hold_where_nothing_is_set() -> None:
    """With no environment and no file every setting has the default that its description promises."""
    settings = load_settings(None)
    assert settings == Settings(_env_file=None)
    assert settings.data_dir == Path("var")
    assert settings.discord.token is None
    assert (settings.corpus.path, settings.corpus.max_file_mb) == (None, 20)
    assert (settings.encoder.model, settings.encoder.batch_size, settings.encoder.passage_tokens) == (
        "all-MiniLM-L6-v2",
        64,
        128,
    )
    assert (settings.answer.citations, settings.answer.threshold) == (5, None)
    assert (settings.service.queue, settings.service.batch, settings.service.workers) == (2048, 32, 1)
    assert (settings.log.level, settings.log.format) == ("warning", "text")
    assert (settings.limits.per_person, settings.limits.per_server) == (240, 2400)
    assert (settings.discord.operators, settings.discord.api_base, settings.discord.gateway_url) == ((), None, None)
    assert (settings.database.url, settings.reload.every) == (None, None)


def test_each_setting_has_a_name_a_description_and_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of names is complete: each leads to a value, whose default it gives, and says what it is."""
    monkeypatch.delenv("FOOTNOTE_ENCODER__EXPORTS")  # which all tests share
    names = setting_names()
    settings = load_settings(None)
    for name, (description, default) in names.items():
        value: object = settings
        for part in name.removeprefix("FOOTNOTE_").lower().split("__"):
            value = getattr(value, part)
        assert value == default
        assert description
    sections = [name for name in Settings.model_fields if name != "data_dir"]
    assert len(names) == 1 + sum(len(type(getattr(settings, section)).model_fields) for section in sections)


def test_sections_are_set_by_nested_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """FOOTNOTE_<SECTION>__<NAME> sets a section's value, in any case of letters."""
    monkeypatch.setenv("FOOTNOTE_DATA_DIR", "/srv/footnote")
    monkeypatch.setenv("FOOTNOTE_ANSWER__THRESHOLD", "0.25")
    monkeypatch.setenv("footnote_answer__citations", "3")
    monkeypatch.setenv("FOOTNOTE_LOG__FORMAT", "json")
    settings = load_settings(None)
    assert settings.data_dir == Path("/srv/footnote")
    assert (settings.answer.threshold, settings.answer.citations) == (0.25, 3)
    assert (settings.log.format, settings.log.level) == ("json", "warning")


def test_the_environment_stands_over_the_file(monkeypatch: pytest.MonkeyPatch, env_file: Path) -> None:
    """What both set is the environment's, also inside one section; what the file alone sets is its own."""
    env_file.write_text("FOOTNOTE_ANSWER__CITATIONS=2\nFOOTNOTE_ANSWER__THRESHOLD=0.5\nFOOTNOTE_DATA_DIR='a b'\n")
    monkeypatch.setenv("FOOTNOTE_ANSWER__CITATIONS", "7")
    settings = load_settings(env_file)
    assert (settings.answer.citations, settings.answer.threshold, settings.data_dir) == (7, 0.5, Path("a b"))


def test_the_file_is_looked_for_where_the_process_runs(monkeypatch: pytest.MonkeyPatch, env_file: Path) -> None:
    """Without a path `.env` of the working folder is read."""
    env_file.write_text("FOOTNOTE_LOG__LEVEL=debug\n")
    monkeypatch.chdir(env_file.parent)
    assert load_settings().log.level == "debug"
    assert load_settings(None).log.level == "warning"


def test_a_file_that_begins_with_a_mark_is_read(env_file: Path) -> None:
    """The byte order mark that editors on Windows write hides no first line."""
    env_file.write_bytes(b"\xef\xbb\xbfFOOTNOTE_LOG__LEVEL=debug\r\nFOOTNOTE_LOG__FORMAT=json\r\n")
    assert (load_settings(env_file).log.level, load_settings(env_file).log.format) == ("debug", "json")
    env_file.write_bytes(b"\xef\xbb\xbfFOOTNOTE_LOG__LEVAL=debug\n")
    assert "FOOTNOTE_LOG__LEVAL" in refusal(env_file)


def test_an_empty_value_is_the_default(monkeypatch: pytest.MonkeyPatch, env_file: Path) -> None:
    """A name with nothing after it, as templates leave it, sets nothing."""
    monkeypatch.setenv("FOOTNOTE_ANSWER__THRESHOLD", "")
    env_file.write_text("FOOTNOTE_LOG__LEVEL=\nDISCORD_TOKEN=\n")
    assert load_settings(env_file) == Settings(_env_file=None)


@pytest.mark.parametrize(
    ("environment", "file", "expected"),
    [
        ({}, {}, None),
        ({"DISCORD_TOKEN": "a"}, {}, "a"),
        ({}, {"DISCORD_TOKEN": "b"}, "b"),
        ({"DISCORD_TOKEN": "a"}, {"DISCORD_TOKEN": "b"}, "a"),
        ({"DISCORD_TOKEN": ""}, {"DISCORD_TOKEN": "b"}, "b"),
        ({"DISCORD_TOKEN": "a"}, {"FOOTNOTE_DISCORD__TOKEN": "c"}, "c"),
        ({"DISCORD_TOKEN": "a", "FOOTNOTE_DISCORD__TOKEN": "d"}, {"FOOTNOTE_DISCORD__TOKEN": "c"}, "d"),
        ({"FOOTNOTE_DISCORD__TOKEN": "d"}, {"DISCORD_TOKEN": "b"}, "d"),
    ],
)
def test_the_token_has_two_names(
    monkeypatch: pytest.MonkeyPatch,
    env_file: Path,
    environment: dict[str, str],
    file: dict[str, str],
    expected: str | None,
) -> None:
    """DISCORD_TOKEN is the token in either place, unless FOOTNOTE_DISCORD__TOKEN is there; the environment goes first."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    env_file.write_text("".join(f"{name}={value}\n" for name, value in file.items()))
    assert token_of(load_settings(env_file)) == expected


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the repr nor the JSON of settings holds the token, nor does a child's environment."""
    monkeypatch.setenv("DISCORD_TOKEN", SECRET)
    settings = load_settings(None)
    assert token_of(settings) == SECRET
    assert SECRET not in f"{settings!r}{settings}{settings.model_dump_json()}{settings.environment()}"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("FOOTNOTE_LOG__LEVAL", "FOOTNOTE_LOG__LEVEL"),
        ("FOOTNOTE_LOG_LEVEL", "FOOTNOTE_LOG__LEVEL"),
        ("FOOTNOTE_DATADIR", "FOOTNOTE_DATA_DIR"),
        ("FOOTNOTE_DISCORD_TOKEN", "FOOTNOTE_DISCORD__TOKEN"),
        ("FOOTNOTE_ENCODER__MODEL__NAME", "FOOTNOTE_ENCODER__MODEL"),
        ("footnote_servise__queue", "FOOTNOTE_SERVICE__QUEUE"),
    ],
)
@pytest.mark.parametrize("place", ["environment", "file"])
def test_an_unknown_name_of_ours_suggests_the_nearest(
    monkeypatch: pytest.MonkeyPatch, env_file: Path, place: str, name: str, nearest: str
) -> None:
    """A misspelt name is an error in either place that names it and the nearest, and repeats no value."""
    if place == "environment":
        monkeypatch.setenv(name, SECRET)
    else:
        env_file.write_text(f"{name}={SECRET}\n")
    assert refusal(env_file) == f"there is no setting {name}: did you mean {nearest}?"


@pytest.mark.parametrize("name", ["FOOTNOTE_DISCORD", "FOOTNOTE_LOG", "FOOTNOTE_"])
def test_a_whole_section_can_not_be_set_at_once(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A section's own name is no setting, whatever JSON stands in it."""
    monkeypatch.setenv(name, "{}")
    assert refusal().startswith(f"there is no setting {name}: did you mean FOOTNOTE_")


def test_each_unknown_name_has_its_sentence(monkeypatch: pytest.MonkeyPatch, env_file: Path) -> None:
    """Nobody has to mend settings one start at a time."""
    monkeypatch.setenv("FOOTNOTE_LOG__LEVAL", "x")
    env_file.write_text("FOOTNOTE_DATADIR=x\n")
    assert len(refusal(env_file).splitlines()) == 2


def test_foreign_names_are_left_alone(monkeypatch: pytest.MonkeyPatch, env_file: Path) -> None:
    """Other programs' names, in the file and in the environment, are none of our business."""
    monkeypatch.setenv("MY_FOOTNOTE_LOG", "x")
    env_file.write_text("POSTGRES_PASSWORD=x\nLOG__LEVEL=loud\nFOOTNOTES=1\nexport PATH_X=/bin\n# FOOTNOTE_X=1\n")
    assert load_settings(env_file) == Settings(_env_file=None)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LOG__LEVEL", "loud", "input should be 'debug', 'info', 'warning' or 'error'"),
        ("LOG__FORMAT", "xml", "input should be 'text' or 'json'"),
        ("CORPUS__MAX_FILE_MB", "0", "input should be greater than or equal to 1"),
        ("CORPUS__MAX_FILE_MB", "many", "input should be a valid integer, unable to parse string as an integer"),
        ("ANSWER__THRESHOLD", "1.5", "input should be less than or equal to 1"),
        ("ANSWER__CITATIONS", "21", "input should be less than or equal to 20"),
        ("SERVICE__WORKERS", "2", "input should be less than or equal to 1"),
        ("ENCODER__PASSAGE_TOKENS", "15", "input should be greater than or equal to 16"),
        ("LIMITS__PER_PERSON", "0", "input should be greater than or equal to 1"),
        ("LIMITS__PER_SERVER", "-1", "input should be greater than or equal to 1"),
    ],
)
def test_a_bad_value_is_named_with_what_would_do(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    """One sentence names the setting, its value and what it should be."""
    monkeypatch.setenv(f"FOOTNOTE_{name}", value)
    assert refusal() == f"FOOTNOTE_{name}={value!r} can't be used: {sentence}"


def test_each_bad_value_has_its_sentence_and_none_leaks_the_token(
    monkeypatch: pytest.MonkeyPatch, env_file: Path
) -> None:
    """Several bad values give one line each, and a token set beside them stays hidden."""
    monkeypatch.setenv("DISCORD_TOKEN", SECRET)
    monkeypatch.setenv("FOOTNOTE_LOG__LEVEL", "loud")
    env_file.write_text(f"FOOTNOTE_ANSWER__CITATIONS=none\nFOOTNOTE_DISCORD__TOKEN={SECRET}\n")
    text = refusal(env_file)
    assert [line.split("=")[0] for line in text.splitlines()] == ["FOOTNOTE_ANSWER__CITATIONS", "FOOTNOTE_LOG__LEVEL"]
    assert SECRET not in text


def test_a_token_of_a_wrong_kind_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names below the token are no settings, and their values are kept out of the sentence."""
    monkeypatch.setenv("FOOTNOTE_DISCORD__TOKEN__VALUE", SECRET)
    assert SECRET not in refusal()


def test_a_file_that_is_no_text_is_named(env_file: Path) -> None:
    """Bytes that are no UTF-8 in the file are one clear sentence."""
    env_file.write_bytes(b"FOOTNOTE_DATA_DIR=caf\xe9\n")
    assert refusal(env_file).startswith(f"the settings file {str(env_file)!r} can't be read: ")


def test_a_missing_file_is_no_error(env_file: Path) -> None:
    """Nobody needs a `.env`, and a folder of that name is none."""
    assert load_settings(env_file) == Settings(_env_file=None)
    env_file.mkdir()
    assert load_settings(env_file) == Settings(_env_file=None)


def test_settings_are_frozen() -> None:
    """Neither a setting nor a section can be changed once read."""
    settings = load_settings(None)
    with pytest.raises(ValidationError, match="frozen"):
        settings.data_dir = Path("elsewhere")  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        settings.log.level = "debug"  # type: ignore[misc]


def test_sections_take_no_unknown_names() -> None:
    """A section made in code refuses a name that it doesn't have."""
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Settings.model_validate({"log": {"leval": "debug"}})


def test_a_child_process_reads_the_same_settings(
    monkeypatch: pytest.MonkeyPatch, env_file: Path, tmp_path: Path
) -> None:
    """`environment()` read by `load_settings` elsewhere gives the same settings, paths made absolute, no token."""
    env_file.write_text(
        f"FOOTNOTE_DATA_DIR=data\nFOOTNOTE_CORPUS__PATH={tmp_path}/my texts\nFOOTNOTE_ANSWER__THRESHOLD=0.1\n"
        f"FOOTNOTE_ENCODER__MODEL=hashing\nFOOTNOTE_ENCODER__RUNTIME=onnx\nFOOTNOTE_SERVICE__WORKERS=0\nFOOTNOTE_LOG__LEVEL=info\nDISCORD_TOKEN={SECRET}\n"
        "FOOTNOTE_RELOAD__EVERY=6h\nFOOTNOTE_DISCORD__OPERATORS=1,2\nFOOTNOTE_LIMITS__PER_PERSON=7\n"
        "FOOTNOTE_DISCORD__API_BASE=http://127.0.0.1:1/api\nFOOTNOTE_DISCORD__GATEWAY_URL=ws://127.0.0.1:1/\n"
        "FOOTNOTE_DATABASE__URL=sqlite+aiosqlite:///a%20b/records.sqlite3\n"
        "FOOTNOTE_DATABASE__DIRECT_URL=postgresql+asyncpg://127.0.0.1/a\n"
        "FOOTNOTE_DISCORD__SHARD_IDS=0,2\nFOOTNOTE_DISCORD__SHARD_COUNT=3\n"
        "FOOTNOTE_WRITER__URL=http://127.0.0.1:1/v1\nFOOTNOTE_WRITER__MODEL=m\nFOOTNOTE_HEALTH__PORT=8080\n"
    )
    parent = load_settings(env_file)
    here, names = Path.cwd(), parent.environment()
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    child = load_settings(None)
    assert child.discord.token is None
    assert child.data_dir == here / "data"
    same = {"data_dir": here / "data", "discord": parent.discord.model_copy(update={"token": None})}
    assert child == parent.model_copy(update=same)
    assert child.environment() == names
    assert set(names) == set(setting_names()) - {"FOOTNOTE_DISCORD__TOKEN", "FOOTNOTE_WRITER__KEY"}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("90s", 90), ("30m", 1800), ("6h", 21_600), ("1d", 86_400), (" 10 s ", 10), ("365d", 31_536_000), ("45", 45)],
)
def test_a_duration_is_a_number_and_its_unit(monkeypatch: pytest.MonkeyPatch, value: str, seconds: int) -> None:
    """As people write them; a number alone is seconds."""
    monkeypatch.setenv("FOOTNOTE_RELOAD__EVERY", value)
    assert load_settings(None).reload.every == timedelta(seconds=seconds)


@pytest.mark.parametrize("value", ["soon", "1w", "1.5h", "-5m", "5m 30s", "0s", "m", "366d"])
def test_what_is_no_duration_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """The sentence names the setting and what was written."""
    monkeypatch.setenv("FOOTNOTE_RELOAD__EVERY", value)
    assert refusal().startswith(f"FOOTNOTE_RELOAD__EVERY={value!r} can't be used: ")


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("1", (1,)),
        ("1,2", (1, 2)),
        (" 1 , 2,\n3 ", (1, 2, 3)),
        ("1 2", (1, 2)),
        (",", ()),
        (str(2**63 - 1), (2**63 - 1,)),
    ],
)
def test_operators_are_ids_by_commas(monkeypatch: pytest.MonkeyPatch, value: str, ids: tuple[int, ...]) -> None:
    """As people write lists into environments, not as JSON."""
    monkeypatch.setenv("FOOTNOTE_DISCORD__OPERATORS", value)
    assert load_settings(None).discord.operators == ids


def test_an_operator_that_is_no_id_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in place of an id is one clear sentence."""
    monkeypatch.setenv("FOOTNOTE_DISCORD__OPERATORS", "1,alice")
    assert refusal().startswith("FOOTNOTE_DISCORD__OPERATORS='1,alice' can't be used: 'alice' is no id")


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("DISCORD__API_BASE", "http://127.0.0.1:8080/api/v10", "127.0.0.1:8080"),
        ("DISCORD__API_BASE", "https://discord.example/api", "ws://127.0.0.1"),
        ("DISCORD__GATEWAY_URL", "ws://127.0.0.1:8080/", "http://127.0.0.1"),
        ("DISCORD__GATEWAY_URL", "wss://gateway.example", "wss:///"),
        ("DATABASE__URL", "sqlite+aiosqlite:///records.sqlite3", "records.sqlite3"),
    ],
)
def test_an_address_has_its_scheme(monkeypatch: pytest.MonkeyPatch, name: str, good: str, bad: str) -> None:
    """An address of another kind is refused with what it should look like."""
    monkeypatch.setenv(f"FOOTNOTE_{name}", good)
    assert good in str(load_settings(None))
    monkeypatch.setenv(f"FOOTNOTE_{name}", bad)
    assert refusal().startswith(f"FOOTNOTE_{name}={bad!r} can't be used: write ")


def test_a_duration_too_short_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence is for people: it has no Python in it."""
    monkeypatch.setenv("FOOTNOTE_RELOAD__EVERY", "0s")
    assert "timedelta" not in refusal()


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("LEFT_SERVER", "0s", timedelta()),
        ("LEFT_SERVER", "36h", timedelta(hours=36)),
        ("LEFT_SERVER", "365d", timedelta(days=365)),
        ("ANSWERS", "1d", timedelta(days=1)),
        ("ANSWERS", "3650d", timedelta(days=3650)),
        ("ANSWERS", " Forever ", "forever"),
    ],
)
def test_what_is_kept_is_kept_for_a_while_or_for_ever(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, kept: timedelta | str
) -> None:
    """As people write it, and a child process reads the same."""
    monkeypatch.setenv(f"FOOTNOTE_RETENTION__{name}", value)
    found = load_settings(None)
    assert getattr(found.retention, name.lower()) == kept
    for written, text in found.environment().items():
        monkeypatch.setenv(written, text)
    assert load_settings(None).retention == found.retention


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("LEFT_SERVER", "366d", "it runs from 0s to 365d"),
        ("LEFT_SERVER", "forever", "write a number and a unit, as 90s, 30m, 6h or 1d"),
        ("ANSWERS", "23h", "it runs from 1d to 3650d"),
        ("ANSWERS", "999999999d", "it runs from 1d to 3650d"),
        ("ANSWERS", "never", "write a number and a unit, as 90s, 30m, 6h or 1d, or forever"),
    ],
)
def test_what_is_no_while_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, why: str) -> None:
    """The sentence names the setting, what was written and the choices."""
    monkeypatch.setenv(f"FOOTNOTE_RETENTION__{name}", value)
    assert refusal() == f"FOOTNOTE_RETENTION__{name}={value!r} can't be used: {why}"


@pytest.mark.parametrize("every", ["10s", "6h", "11d", "12d"])
def test_lists_and_durations_reach_a_child_process(monkeypatch: pytest.MonkeyPatch, every: str) -> None:
    """What `environment()` writes is read as it was, ids and durations too."""
    monkeypatch.setenv("FOOTNOTE_RELOAD__EVERY", every)
    monkeypatch.setenv("FOOTNOTE_DISCORD__OPERATORS", "1,2")
    monkeypatch.setenv("FOOTNOTE_DATABASE__URL", "sqlite+aiosqlite:///a%20b/records.sqlite3")
    parent = load_settings(None)
    for name, value in parent.environment().items():
        monkeypatch.setenv(name, value)
    child = load_settings(None)
    assert child.reload == parent.reload
    assert child.discord.operators == (1, 2)
    assert child.database == parent.database


def test_a_process_takes_some_of_so_many_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers are written by commas or blanks, 0 among them; without any one process takes all."""
    assert (load_settings(None).discord.shard_ids, load_settings(None).discord.shard_count) == ((), None)
    monkeypatch.setenv("FOOTNOTE_DISCORD__SHARD_IDS", "0, 2")
    monkeypatch.setenv("FOOTNOTE_DISCORD__SHARD_COUNT", "3")
    discord = load_settings(None).discord
    assert (discord.shard_ids, discord.shard_count) == ((0, 2), 3)


@pytest.mark.parametrize(
    ("ids", "count", "said"),
    [
        (
            "0",
            None,
            "FOOTNOTE_DISCORD__SHARD_IDS and FOOTNOTE_DISCORD__SHARD_COUNT belong together: set both, or neither",
        ),
        (
            None,
            "2",
            "FOOTNOTE_DISCORD__SHARD_IDS and FOOTNOTE_DISCORD__SHARD_COUNT belong together: set both, or neither",
        ),
        (
            "0,2",
            "2",
            "FOOTNOTE_DISCORD__SHARD_IDS names shard 2, and of 2 (FOOTNOTE_DISCORD__SHARD_COUNT) the last is 1",
        ),
        ("1,1", "2", "FOOTNOTE_DISCORD__SHARD_IDS names a shard twice: name each once"),
        ("-1", "2", "'-1' is no number of a shard: write them by commas, as 0,1,2"),
        ("0", "0", "FOOTNOTE_DISCORD__SHARD_COUNT='0' can't be used"),
    ],
)
def test_shards_that_are_not_there_are_refused(
    monkeypatch: pytest.MonkeyPatch, ids: str | None, count: str | None, said: str
) -> None:
    """What can't be is one sentence that names the setting, and never the token beside it."""
    monkeypatch.setenv("DISCORD_TOKEN", SECRET)
    for name, value in (("IDS", ids), ("COUNT", count)):
        if value is not None:
            monkeypatch.setenv(f"FOOTNOTE_DISCORD__SHARD_{name}", value)
    refused = refusal()
    assert said in refused
    assert len(refused.splitlines()) == 1
    assert SECRET not in refused


def test_no_address_of_a_database_is_shown_with_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of either address that can't be used the sentence shows nothing where there is a name in it."""
    for name in ("URL", "DIRECT_URL"):
        monkeypatch.setenv(f"FOOTNOTE_DATABASE__{name}", "Postgres//footnote:hush@db/footnote")
    assert "hush" not in refusal()


def test_what_processes_share_is_the_direct_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Locks and news go past a pooler where that is named; a file is shared with nobody."""
    assert load_settings(None).database.shared is None
    monkeypatch.setenv("FOOTNOTE_DATABASE__DIRECT_URL", "postgresql+asyncpg://direct/a")
    assert load_settings(None).database.shared is None
    monkeypatch.setenv("FOOTNOTE_DATABASE__URL", "postgresql+asyncpg://pooler/a")
    assert load_settings(None).database.shared == "postgresql+asyncpg://direct/a"
    monkeypatch.delenv("FOOTNOTE_DATABASE__DIRECT_URL")
    assert load_settings(None).database.shared == "postgresql+asyncpg://pooler/a"


@pytest.mark.parametrize(
    "name", ["FOOTNOTE_DATA_DIR", "FOOTNOTE_CORPUS__PATH", "FOOTNOTE_ENCODER__EXPORTS"], ids=str.lower
)
def test_a_tilde_is_a_home_or_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    """A "~" in a folder is a person's home, and one that means no home is told with the setting."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(name, "~/articles")
    settings: object = load_settings(None)
    for part in name.removeprefix("FOOTNOTE_").lower().split("__"):
        settings = getattr(settings, part)
    assert settings == tmp_path / "articles"
    monkeypatch.setenv(name, "~nobody-of-that-name/articles")
    told = refusal()
    assert name in told
    assert "no home is known that ~nobody-of-that-name could mean: write the whole path" in told
