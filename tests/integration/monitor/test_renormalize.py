"""A better normalizer is not a change: history is read again from the kept bytes, and nothing is reported."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from domain.document import Document, RawDocument
from monitor import assigning, baselines
from monitor.demo import DemoDay
from monitor.project import make_project
from monitor.renormalize import renormalize
from monitor.wiring import Rooms, open_rooms

TEXT = """\
海岭省药品监管若干措施
（一）优化受理。受理时限由5个工作日压缩为2个工作日。（省药监局负责）
"""


@pytest.fixture
def copy(tmp_path: Path, lived: tuple[Path, list[DemoDay]]) -> Path:
    """A copy of the demo project, to be changed."""
    return Path(shutil.copytree(lived[0], tmp_path / "copy"))


def better(rooms: Rooms) -> Rooms:
    """The same rooms with a normalizer of a later version, which reads one word otherwise."""

    def normalize(raw: RawDocument) -> Document:
        read = rooms.desk.normalize(raw)
        return replace(read, text=read.text.replace("省药监局", "省药监總局", 1), normalizer="better")

    return replace(rooms, desk=replace(rooms.desk, normalize=normalize, normalizer_version="better"))


def test_history_is_read_again_without_a_change(copy: Path) -> None:
    """Every version is made anew; changes, events and reports stay as they were."""
    with open_rooms(copy) as rooms:
        store = rooms.store
        before = (store.changes(), store.events(), [len(store.versions(d.id)) for d in store.documents()], store.undelivered())
        told = renormalize(better(rooms))
        versions = sum(before[2])
        assert (told.read, told.kept) == (versions, 0)
        assert told.different > 5
        after = (store.changes(), store.events(), [len(store.versions(d.id)) for d in store.documents()], store.undelivered())
        assert after == before
        assert {version.normalizer for d in store.documents() for version in store.versions(d.id)} == {"better"}
        assert renormalize(better(rooms)).read == 0


def test_who_handles_what_is_kept(copy: Path) -> None:
    """A better normalizer does not touch the log."""
    with open_rooms(copy) as rooms:
        told = next(change for change in rooms.store.changes() if change.report)
        assigned = assigning.assign(rooms, f"C{told.id}", "王某", "李某")
        renormalize(better(rooms))
        assert assigning.listed(rooms) == [assigned]


def test_the_same_normalizer_reads_the_same(copy: Path) -> None:
    """What is in the database is what the kept bytes say."""
    with open_rooms(copy) as rooms:
        told = renormalize(rooms, force=True)
        assert (told.different, told.kept) == (0, 0)


def test_imported_files_are_kept_like_pages(tmp_path: Path) -> None:
    """A baseline read from files can be read again too, from the archive alone."""
    make_project(tmp_path / "watch", {})
    file = tmp_path / "haling.txt"
    file.write_text(TEXT, "utf-8")
    with open_rooms(tmp_path / "watch") as rooms:
        baselines.import_files(rooms, [file])
        file.unlink()
        assert renormalize(better(rooms)).different == 1
