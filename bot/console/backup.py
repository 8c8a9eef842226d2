"""`footnote backup` and `footnote restore`."""

from __future__ import annotations

import argparse
import shutil
import signal
import tempfile
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.backup.errors import BackupError
from bot.backup.layout import CORPORA, RECORDS
from bot.backup.packing import pack
from bot.backup.unpacking import unpack
from bot.bootstrap import make_records
from bot.console.telling import tell
from bot.console.terminal import out
from bot.records.copying import RESTORING
from config.settings import Settings
from corpus.printable import counted, printable
from retrieval.corpora.places import in_database
from retrieval.durable import sync_folder

# What a file system of its own begins with.
_OF_THE_DISK = "lost+found"


async def backup(settings: Settings, options: argparse.Namespace) -> int:
    """Write the articles, what serves of them and the records into one new file, also while the bot runs."""
    _end_at_once()
    _refuse_server(settings, "back it up with pg_dump")
    file: Path = options.file
    _refuse_taken(file)
    if not file.parent.is_dir():
        raise BackupError(f"there is no folder {str(file.parent)!r} that the backup could go to")
    if settings.corpus.path is not None:
        tell(f"the articles in {str(settings.corpus.path)!r} are read in place, so they are not in the backup")
    records = make_records(settings)
    with tempfile.TemporaryDirectory(prefix=".backing-up-", dir=file.parent) as folder:
        copy = None
        # First, so that what they cite is in the articles, which are newer.
        if records.exists():
            copy = Path(folder) / RECORDS
            await records.copy_to(copy)
        packed = Path(folder) / "packed"
        files = pack(settings.data_dir, copy, packed, tell)
        if not files:
            raise BackupError(f"there is nothing in {str(settings.data_dir)!r} to be backed up")
        _put(packed, file)
    out().print(printable(f"backed up {_summary(files)} to {str(file)!r}"), markup=False)
    return 0


async def restore(settings: Settings, options: argparse.Namespace) -> int:
    """Put a backup into an empty data folder, once all of it is found to be as it was."""
    _end_at_once()
    _refuse_server(settings, "put back what pg_dump wrote with pg_restore")
    file: Path = options.file
    records, data = make_records(settings), settings.data_dir
    with _emptied(data) as folder:
        if records.exists():
            raise BackupError("there are records already where the settings want them: move them away first")
        files = unpack(file, folder)
        # The records last: a bot whose records are there has its articles too.
        with _in_place(folder / CORPORA, data / CORPORA):
            if RECORDS in files:
                await records.put_back(folder / RECORDS)
    sync_folder(data)
    out().print(printable(f"put back {_summary(files)} into {str(data)!r}"), markup=False)
    return 0


def _refuse_server(settings: Settings, instead: str) -> None:
    if in_database(settings):
        raise BackupError(f"records and articles are in the database of FOOTNOTE_DATABASE__URL: {instead}")


def _end_at_once() -> None:
    """Let Ctrl-C end what is under way; the loop would hear of it only afterwards."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def _emptied(data: Path) -> Iterator[Path]:
    """A new folder in `data`, gone afterwards; raises BackupError where anything but what a killed restore left is in there."""
    data.mkdir(parents=True, exist_ok=True)
    left = list(data.glob(f"{RESTORING}*"))
    ours = {_OF_THE_DISK, *(each.name for each in left), *([CORPORA] if left else [])}
    for each in sorted(data.iterdir()):
        if each.name not in ours:
            raise _not_empty(each)
    folder = Path(tempfile.mkdtemp(prefix=RESTORING, dir=data))
    for each in left:
        if each.is_dir():
            shutil.rmtree(each)
        else:
            each.unlink()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if (data / CORPORA).exists():
            folder.mkdir()  # so that these are still known as a restore's
        raise
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _in_place(unpacked: Path, corpora: Path) -> Iterator[None]:
    """Let what was unpacked be the corpora, and take it back where anything fails; raises BackupError where there are others."""
    if corpora.exists():
        # A restore that was killed put them here; who worked with them since keeps them.
        if _files(corpora) != _files(unpacked):
            raise _not_empty(corpora)
        corpora.rename(unpacked.with_name("again"))
    if unpacked.is_dir():
        unpacked.rename(corpora)
        sync_folder(corpora.parent)
    try:
        yield
    except BaseException:
        if corpora.exists():
            corpora.rename(unpacked)
        raise


def _files(folder: Path) -> dict[Path, tuple[int, int]]:
    """Size and time of every file below a folder."""
    states = {each.relative_to(folder): each.lstat() for each in folder.rglob("*") if not each.is_dir()}
    return {path: (state.st_size, state.st_mtime_ns) for path, state in states.items()}


def _not_empty(found: Path) -> BackupError:
    return BackupError(
        f"{str(found.parent)!r} is not empty (it holds {found.name!r}): name another folder with FOOTNOTE_DATA_DIR, or move "
        "what is there away"
    )


def _refuse_taken(file: Path) -> None:
    if file.exists() or file.is_symlink():
        raise BackupError(f"{str(file)!r} is there already: name another file, or remove it")


def _put(packed: Path, file: Path) -> None:
    """Give a backup its name, which nothing else must have got meanwhile."""
    try:
        file.hardlink_to(packed)
    except FileExistsError:
        _refuse_taken(file)
        raise
    except OSError:  # a disk without links
        _refuse_taken(file)
        packed.rename(file)
    sync_folder(file.parent)


def _summary(files: Collection[str]) -> str:
    articles = sum("/articles/" in path for path in files)
    generations = sum(path.endswith("/generations/CURRENT") for path in files)
    records = "and the records" if RECORDS in files else "and no records (there are none yet)"
    return f"{counted(articles, 'file')} of articles, {counted(generations, 'generation')} {records}"
