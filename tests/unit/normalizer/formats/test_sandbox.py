"""Readers in their child process: what they answer, and what becomes of one that breaks its limits."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.document import RawPart
from domain.errors import BrokenFile, NoText
from normalizer.formats import Extract, Limits
from normalizer.formats.sandbox import confined

READERS = '''
"""A reader for each way of going wrong."""
import ctypes, os, time
from pathlib import Path
from domain.errors import NoText
from normalizer.formats import Extract, reads

@reads("good")
def good(part):
    print("noise on standard output")
    return Extract(part.content.decode(), title=part.name, labels=(("索引号", "1"),))

@reads("empty")
def empty(part):
    raise NoText(f"{part.name} holds nothing")

@reads("raises")
def raises(part):
    raise ValueError("a block is missing\\nand more")

@reads("spins")
def spins(part):
    while True:
        pass

@reads("sleeps")
def sleeps(part):
    time.sleep(60)

@reads("hoards")
def hoards(part):
    return Extract("x" * (2 << 30))

@reads("crashes")
def crashes(part):
    ctypes.string_at(0)

@reads("talks")
def talks(part):
    return Extract("x" * 30_000_000)

@reads("secret")
def secret(part):
    return Extract(" ".join(sorted(os.environ)))

@reads("forks")
def forks(part):
    child = os.fork()
    if child == 0:
        time.sleep(60)
    Path(part.name).write_text(str(child))
    time.sleep(60)
'''


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A module of readers from outside, found by the child because its folder is on the parent's path."""
    (tmp_path / "odd_readers.py").write_text(READERS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield "odd_readers"
    sys.modules.pop("odd_readers", None)


def run(module: str, format: str, limits: Limits | None = None, name: str = "f") -> Extract:
    return confined(module, format, limits or Limits(memory=1 << 30, cpu=10, wall=20), RawPart("海藻".encode(), name))


def test_the_answer_comes_back_whole(readers: str) -> None:
    """Text, title and labels; what a library prints is not in the way."""
    assert run(readers, "good") == Extract("海藻", title="f", labels=(("索引号", "1"),))


def test_a_named_error_keeps_its_kind(readers: str) -> None:
    """NoText in the child is NoText here."""
    with pytest.raises(NoText, match="f holds nothing"):
        run(readers, "empty")


@pytest.mark.parametrize(
    ("format", "limits", "sentence"),
    [
        ("raises", None, r"f is damaged \(ValueError: a block is missing\): fetch it again"),
        ("spins", Limits(cpu=1, wall=20), "f could not be read as SPINS: it takes more than 1 seconds of computing; ask"),
        ("sleeps", Limits(wall=1), "f could not be read as SLEEPS: it takes more than 1 seconds; ask"),
        ("hoards", Limits(memory=1 << 29), "f needs more than 512 MB of memory"),
        ("crashes", None, r"its reader broke down \(SIGSEGV\)"),
        ("talks", None, "f unpacks to 30000000 characters"),
    ],
)
def test_what_goes_wrong_is_one_sentence(readers: str, format: str, limits: Limits | None, sentence: str) -> None:
    """An exception, a loop, a wait, too much memory, a crash, too long a text: the parent goes on with a BrokenFile."""
    with pytest.raises(BrokenFile, match=sentence):
        run(readers, format, limits)


def test_the_child_gets_no_secrets(readers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the environment only where things are is passed on."""
    monkeypatch.setenv("REGDELTA_WEBHOOK", "https://example.org/key")
    assert "REGDELTA_WEBHOOK" not in run(readers, "secret").text


def test_what_the_child_started_ends_with_it(readers: str, tmp_path: Path) -> None:
    """A converter that the reader called does not live on when the time is up."""
    note = tmp_path / "pid"
    with pytest.raises(BrokenFile):
        run(readers, "forks", Limits(wall=3), str(note))
    state = Path(f"/proc/{note.read_text()}/stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"
