"""The process that reads pages, by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

import pytest

from domain.crawl import Fetch, Outcome, Page, PageKind
from domain.record import Pending
from monitor.reader import Reader, ReadingTask
from storage.archive import Archive
from storage.values import unpack_document

AT = datetime(2026, 11, 20, 0, 5, tzinfo=UTC)
ITEM = "（{n}）优化受理。第{n}类产品的受理时限由{n}0个工作日压缩为{n}个工作日，材料齐全的当场出具受理凭证。（省药监局负责）\n"
PARENT = """
import sys, time
from pathlib import Path
from monitor.reader import Reader, ReadingTask
print(Reader(ReadingTask(Path(sys.argv[1]), {})).pid, flush=True)
time.sleep(120)
"""


def recorded(archive: Archive, number: int, body: str) -> Pending:
    """A page as the crawl leaves it, with its bytes in the archive."""
    url = f"http://127.0.0.1/zcwj/t20261102_{number}.txt"
    page = Page("hailing_mpa", PageKind.DOCUMENT, url, url, f"海岭省第{number}号若干措施")
    with archive.writer(number) as writer:
        record = writer.write(
            url, status=200, reason="OK", headers=[("Content-Type", "text/plain; charset=utf-8")], body=body.encode(), at=AT
        )
    fetch = Fetch(number, 1, page, AT, Outcome.OK, status=200, content_type="text/plain; charset=utf-8", record=record)
    return Pending(page, (fetch,), (number,))


def test_it_answers_in_order_however_much_is_asked_before_the_first_answer_is_taken(tmp_path: Path) -> None:
    """Questions and answers are each several times what a pipe holds: neither side waits for the other for ever."""
    archive = Archive(tmp_path / "archive")
    text = "海岭省若干措施\n一、服务\n" + "".join(ITEM.format(n=n) for n in range(1, 120))
    asked = [recorded(archive, number, f"{text}（一百二十）编号。本文为第{number}号。\n") for number in range(1, 120)]
    with closing(Reader(ReadingTask(archive.root, {}))) as reader:
        for _ in range(3):
            for pending in asked:
                reader.ask(pending)
        answers = [unpack_document(reader.answer() or b"") for _ in range(3 * len(asked))]
    assert [f"本文为第{one.page.title[4:-5]}号" in document.text for one, document in zip(asked * 3, answers, strict=True)] == [
        True
    ] * 357


def test_what_cannot_be_read_is_answered_with_nothing(tmp_path: Path) -> None:
    """Whoever asked reads it again, and tells why it cannot be read; the next page is read all the same."""
    archive = Archive(tmp_path / "archive")
    whole, empty = recorded(archive, 1, "海岭省若干措施\n" + ITEM.format(n=2)), recorded(archive, 2, "")
    gone = Pending(
        whole.page, tuple(Fetch(3, 1, whole.page, AT, Outcome.OK, record="2026/none.warc.gz#0") for _ in range(1)), (3,)
    )
    with closing(Reader(ReadingTask(archive.root, {}))) as reader:
        for pending in (empty, gone, whole):
            reader.ask(pending)
        assert [reader.answer() is None for _ in range(3)] == [True, True, False]


def test_it_says_that_it_has_left(tmp_path: Path) -> None:
    """An answer that will never come is not waited for."""
    archive = Archive(tmp_path / "archive")
    page = recorded(archive, 1, "海岭省若干措施\n" + ITEM.format(n=2))
    with closing(Reader(ReadingTask(archive.root, {}))) as reader:
        os.kill(reader.pid, signal.SIGKILL)
        reader.ask(page)
        with pytest.raises(EOFError):
            reader.answer()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the process table of Linux")
def test_it_leaves_when_its_parent_is_killed(tmp_path: Path) -> None:
    """Nothing is left behind by a kill."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    reader = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = monotonic() + 30
    while not _gone(reader) and monotonic() < until:
        sleep(0.05)
    assert _gone(reader)


def _gone(process: int) -> bool:
    """True once it has left, also while nobody has waited for its end."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True
