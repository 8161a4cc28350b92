"""Word 97 files: a minimal one written here byte by byte after [MS-DOC], read by antiword or LibreOffice."""

from __future__ import annotations

import os
import shutil
import struct
from collections.abc import Callable

import pytest

from domain.errors import BrokenFile, UnsupportedFormat
from normalizer.formats import Extract

Read = Callable[..., Extract]
SECTOR = 512
TEXT_AT = 0x400
IN_TABLE = struct.pack("<HB", 0x2416, 1)
STYLES = struct.pack("<HHHHHHHHHH", 18, 0, 10, 1, 91, 15, 0, 0, 0, 0)  # a sheet of no styles
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def word(blocks: list[str | list[str]]) -> bytes:
    """A document of paragraphs and table rows: FIB, UTF-16 text and one page of paragraph properties; the piece table beside it."""
    text, runs = "", []
    for block in blocks:
        if isinstance(block, str):
            runs.append((len(text), b""))
            text += f"{block}\r"
            continue
        for cell in block:
            runs.append((len(text), IN_TABLE))
            text += f"{cell}\x07"
        count = len(block)
        edges = struct.pack(f"<B{count + 1}h", count, *(at * 9000 // count for at in range(count + 1))) + bytes(20 * count)
        runs.append((len(text), IN_TABLE + struct.pack("<HBHH", 0x2417, 1, 0xD608, len(edges) + 1) + edges))
        text += "\x07"
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, TEXT_AT, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    stream = bytearray(TEXT_AT) + text.encode("utf-16-le")
    stream = stream.ljust(-(-len(stream) // SECTOR) * SECTOR, b"\0")
    bins = struct.pack("<III", TEXT_AT, TEXT_AT + 2 * len(text), len(stream) // SECTOR)
    stream += properties(runs, len(text))
    struct.pack_into("<HHHHHHH", stream, 0, 0xA5EC, 0xC1, 0, 0x804, 0, 0x0200, 0xBF)
    struct.pack_into("<II", stream, 0x18, TEXT_AT, TEXT_AT + 2 * len(text))
    for place, number in ((0x20, 14), (0x3E, 22), (0x98, 93)):
        struct.pack_into("<H", stream, place, number)
    struct.pack_into("<I", stream, 0x4C, len(text))
    struct.pack_into("<II", stream, 0xA2, len(clx) + len(bins), len(STYLES))
    struct.pack_into("<II", stream, 0x102, len(clx), len(bins))
    struct.pack_into("<II", stream, 0x1A2, 0, len(clx))
    return compound({"WordDocument": bytes(stream), "1Table": clx + bins + STYLES})


def properties(runs: list[tuple[int, bytes]], length: int) -> bytes:
    """The page that says of each paragraph whether it is in a table."""
    held = bytearray(SECTOR)
    places = [TEXT_AT + 2 * at for at, _ in runs] + [TEXT_AT + 2 * length]
    struct.pack_into(f"<{len(places)}I", held, 0, *places)
    free = SECTOR - 2
    for at, (_, change) in enumerate(runs):
        data = struct.pack("<H", 0) + change + bytes(len(change) % 2)
        free -= (2 + len(data) + 1) & ~1
        held[free : free + 2 + len(data)] = bytes([0, len(data) // 2]) + data
        held[4 * len(places) + 13 * at] = free // 2
    assert free > 4 * len(places) + 13 * len(runs)
    held[-1] = len(runs)
    return bytes(held)


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE2 file of these streams, each padded beyond the size that would put it into the mini stream."""
    padded = {name: data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b"\0") for name, data in streams.items()}
    chain, starts, body = [FAT, END], [], b""
    for data in padded.values():
        starts.append(len(chain))
        count = len(data) // SECTOR
        chain += [*range(len(chain) + 1, len(chain) + count), END]
        body += data
    assert len(chain) <= SECTOR // 4
    entries = [entry("Root Entry", 5, child=1, start=END)]
    for at, (name, data) in enumerate(padded.items(), 1):
        entries.append(entry(name, 2, right=at + 1 if at < len(padded) else FREE, start=starts[at - 1], size=len(data)))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0
    )
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    return header + table + b"".join(entries).ljust(SECTOR, b"\0") + body


def entry(name: str, kind: int, *, right: int = FREE, child: int = FREE, start: int, size: int = 0) -> bytes:
    held = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", held, len(held) + 2, kind, 1, FREE, right, child, start, size)


@pytest.fixture
def a_program() -> str:
    """The program that reads DOC here; CI installs antiword."""
    for name in ("antiword", "soffice", "libreoffice"):
        if shutil.which(name):
            return name
    if os.environ.get("CI") == "true":
        pytest.fail("neither antiword nor LibreOffice: CI installs antiword")
    pytest.skip("neither antiword nor LibreOffice")


def test_paragraphs_come_whole(a_program: str, read: Read) -> None:
    """A long paragraph is one line, under whatever name the file came."""
    paragraphs = [
        "海藻登记办法（试行）",
        "第一条　" + "凡从事海藻养殖、加工和销售的单位，应当办理登记。" * 8,
        "第二条　本办法自2026年5月1日起施行。",
    ]
    for name in ("办法.doc", "办法.wps", "办法.docx"):
        lines = [line.replace("　", "") for line in read(word(paragraphs), name).text.split("\n") if line.strip()]
        assert lines == [str(paragraph).replace("　", "") for paragraph in paragraphs]


def test_tables_are_rows(a_program: str, read: Read) -> None:
    """A long cell is one cell, not one for each line it is wrapped to."""
    long = "把首次注册的技术审评时限压缩到规定天数以内" * 4
    blocks: list[str | list[str]] = ["任务分工表", ["序号", "事项", "时限"], ["1", long, "40日"], "以上由省局负责。"]
    lines = [line for line in read(word(blocks), "a.doc").text.split("\n") if line]
    assert lines == ["任务分工表", "序号\t事项\t时限", f"1\t{long}\t40日", "以上由省局负责。"]


def test_a_damaged_file_is_named(a_program: str, read: Read) -> None:
    """A Word file cut in the middle is an error with its name."""
    with pytest.raises(BrokenFile, match=r"a\.doc is a Word file that \w+ cannot read"):
        read(word(["海藻登记办法"])[:1100], "a.doc")


def test_an_encrypted_office_file_is_named(read: Read) -> None:
    """A DOCX or XLSX with a password is an OLE2 file inside."""
    with pytest.raises(BrokenFile, match=r"a\.docx is locked with a password"):
        read(compound({"EncryptedPackage": bytes(64)}), "a.docx")


def test_without_a_program_the_error_says_what_to_install(
    read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The child finds programs on the PATH of its parent."""
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("nothing")))
    with pytest.raises(
        UnsupportedFormat, match=r"a\.doc is DOC, and neither antiword nor LibreOffice is installed to read it: install"
    ):
        read(word(["海藻登记办法"]), "a.doc")
