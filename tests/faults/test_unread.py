"""Files that come whole and cannot be read: the line of the source names each, no source fails for it, and no text is lost for it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.change import Status
from domain.crawl import Outcome, PageKind
from tests.faults.life import Life, Lived, Look, lived
from tests.faults.papers import ANNEX, Paper, policy
from tests.faults.shapes import Place, Row, Show, word_file
from tests.faults.wire import Reply

LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
NAME = "支持事项清单.docx"


def locked(content: bytes) -> bytes:
    """Every member marked as encrypted, in its own header and in the directory."""
    held = bytearray(content)
    for mark, offset in ((LOCAL, 6), (CENTRAL, 8)):
        for found in re.finditer(re.escape(mark), content):
            held[found.start() + offset] |= 1
    return bytes(held)


def bomb() -> bytes:
    """A document of three hundred megabytes of blanks."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/document.xml", bytes(300 << 20))
    return held.getvalue()


FILES = {
    "locked": (locked(word_file(ANNEX)), "is encrypted"),
    "damaged": (word_file(ANNEX).replace(b"word/document.xml", b"word/dokument.xml"), "word/document.xml"),
    "bomb": (bomb(), "unpacks to 300 MB"),
}


def look(number: int, content: bytes | None = None, paper: Paper | None = None) -> Look:
    show = Show((Row(paper or policy(number), Place.POLICY, f"{number}0", "2025-11-03", ANNEX),), 11)

    def spoil(reply: Reply) -> Reply:
        return replace(reply, body=content) if content else reply

    return Look(show, lambda place, reply: spoil(reply) if place is Place.ANNEX else reply)


NUMBERS = {
    (shape, name): 700 + 10 * place for place, (shape, name) in enumerate((s, n) for s in ("trs", "jpaas") for n in FILES)
}
SLOWER = 790
CASES = pytest.mark.parametrize(("shape", "name"), NUMBERS)


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    life = Life(tmp_path_factory.mktemp("unread") / "watch")
    for (shape, name), number in NUMBERS.items():
        content, _ = FILES[name]
        life.add(f"{shape}_{name}_always", shape, look(number, content))
        life.add(f"{shape}_{name}_once", shape, look(number + 1), look(number + 1, content), look(number + 1))
    slower = policy(SLOWER).edited(lambda line: line.replace("压缩至45个工作日", "压缩至40个工作日"))
    locked_up = FILES["locked"][0]
    life.add("trs_slower", "trs", look(SLOWER, locked_up), look(SLOWER, locked_up, slower))
    with lived(life, 3) as lived_:
        yield lived_


@CASES
def test_a_file_that_was_never_readable_is_named(life: Lived, shape: str, name: str) -> None:
    """The paper is a version without it; the line is well and says which file and why, on every day on which its bytes came."""
    source, said = f"{shape}_{name}_always", FILES[name][1]
    title = policy(NUMBERS[shape, name]).title
    assert life.texts(source) == {title: [policy(NUMBERS[shape, name]).text]}
    life.silent(source, (1, 2))
    for day in range(3):
        row = life.told(day, source).row
        assert row.good
        came = any(one.outcome is Outcome.OK for one in life.looks(day, source, PageKind.ATTACHMENT))
        assert came == (day == 0 or shape == "jpaas")
        named = row.detail.startswith("未能读出 1 处：") and NAME in row.detail and said in row.detail
        assert named if came else row.detail == ""


@CASES
def test_a_file_that_becomes_unreadable_takes_nothing_away(life: Lived, shape: str, name: str) -> None:
    """Read, unreadable, read: one version; the middle day tells that the old one is kept, and its line names the file."""
    source, number = f"{shape}_{name}_once", NUMBERS[shape, name] + 1
    assert life.texts(source) == {policy(number).title: ["\n".join((policy(number).text, *ANNEX))]}
    told = life.told(1, source)
    assert (told.cards, told.suspects, told.row.suspect) == ((), (f"附件未能读出，保留旧版：{NAME}",), 1)
    assert told.row.good
    assert NAME in told.row.detail and FILES[name][1] in told.row.detail
    life.silent(source, (2,))
    assert life.told(2, source).row.detail == ""


def test_a_paper_is_followed_although_its_file_cannot_be_read(life: Lived) -> None:
    """A file that never could be read is no reason to doubt an amendment of the page."""
    (card,) = life.told(1, "trs_slower").cards
    assert (card.status, card.value) == (Status.AMENDED, "45 → 40个工作日")
    assert life.told(1, "trs_slower").suspects == ()
    life.silent("trs_slower", (2,))
