"""Pages put on disk: whole or not at all, and only when what they are made of changed.

Beside the pages stands ``site/pages.json``: for each path the key of its data and its size. A page with the same key is not drawn
again; one that comes out the same is not written again; one that is no longer made is taken away. Nothing else in the folder is touched, so
that the files of the daily reports stay what they were. Without the list every page is drawn again, to the same bytes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import msgspec

from reports.language import language
from reports.site.places import FOLDER

LIST = f"{FOLDER}/pages.json"


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site. ``key`` tells the data it is made of; ``draw`` makes its bytes, and may be slow."""

    path: str
    key: str
    draw: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    key: str
    size: int


@dataclass
class Written:
    """What bringing the site up to date came to, in files."""

    written: int = 0
    kept: int = 0
    removed: int = 0
    entries: dict[str, Entry] = field(default_factory=dict)


def key(*data: object) -> str:
    """The same for the same data, language and program, in hex."""
    return hashlib.sha256(_program() + msgspec.json.encode((language(), data))).hexdigest()[:32]


@cache
def _program() -> bytes:
    """What draws the pages: the code and templates of this room, so that an upgrade draws them all again."""
    room = Path(__file__).parent.parent
    files = sorted(path for path in room.rglob("*") if path.suffix in (".py", ".j2", ".css", ".js", ".mo"))
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).digest()


def put_all(folder: Path, pages: Iterable[Page]) -> Written:
    """Bring the folder to these pages. Raises OSError where it cannot be written; the pages put by then stay and are not drawn again."""
    before = _listed(folder)
    done = Written()
    try:
        for page in pages:
            done.entries[page.path] = _put(folder, page, before.get(page.path), done)
    except BaseException:
        _write(folder / LIST, msgspec.json.encode(dict(sorted((before | done.entries).items()))))
        raise
    for path in sorted(before.keys() - done.entries.keys()):
        (folder / path).unlink(missing_ok=True)
        done.removed += 1
    _write(folder / LIST, msgspec.json.encode(dict(sorted(done.entries.items()))))
    return done


def _put(folder: Path, page: Page, known: Entry | None, done: Written) -> Entry:
    path = folder / page.path
    if known and known.key == page.key and _size(path) == known.size:
        done.kept += 1
        return known
    content = page.draw()
    if _write(path, content):
        done.written += 1
    else:
        done.kept += 1
    return Entry(page.key, len(content))


def _write(path: Path, content: bytes) -> bool:
    """Write under another name and rename; False if the file says this already."""
    if _size(path) == len(content) and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)
    return True


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _listed(folder: Path) -> dict[str, Entry]:
    """The list of the last time; empty where there is none or it cannot be read. Paths that lead out of the site are not believed."""
    try:
        found = msgspec.json.decode((folder / LIST).read_bytes(), type=dict[str, Entry])
    except (FileNotFoundError, msgspec.DecodeError):
        return {}
    return {path: entry for path, entry in found.items() if _inside(path)}


def _inside(path: str) -> bool:
    return path == "index.html" or (path.startswith(f"{FOLDER}/") and ".." not in path.split("/"))
