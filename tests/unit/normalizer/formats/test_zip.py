"""Bundles of documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from domain.document import Repair
from domain.errors import BrokenFile, UnsupportedFormat
from normalizer.formats import Extract

Read = Callable[..., Extract]


def bundle(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return held.getvalue()


def test_members_are_read_by_what_they_are(read: Read) -> None:
    """A page and two texts, in the order of their names, numbers by value; system clutter left out."""
    members = {
        "b/附件10.txt": "丙".encode(),
        "b/附件2.doc": "<html><body><p>乙</p></body></html>".encode(),
        "__MACOSX/b/._附件2.doc": b"\0\5",
        "a.txt": "甲".encode("gb18030"),
        "Thumbs.db": b"x",
    }
    assert read(bundle(members), "a.zip").text == "甲\n乙\n丙"


def test_what_cannot_be_read_is_on_record(read: Read) -> None:
    """A picture, a zip in the zip: their names are told, the rest is read."""
    inner = bundle({"b.txt": "乙".encode()})
    extract = read(bundle({"甲.txt": "甲".encode(), "章.png": b"\x89PNG\r\n", "里.zip": inner}), "a.zip")
    assert extract.text == "甲"
    assert [repair.kind for repair in extract.repairs] == ["unread", "unread"]
    assert extract.repairs[1] == Repair(
        "unread", "a.zip/里.zip is a ZIP inside a ZIP, which is not opened: unpack it first", ""
    )


def test_names_never_become_paths(read: Read) -> None:
    """A member called ../../x is a member, nothing more."""
    assert read(bundle({"../../甲.txt": "甲".encode(), "/etc/乙.txt": "乙".encode()}), "a.zip").text == "甲\n乙"


def locked(content: bytes) -> bytes:
    held = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        held[held.find(mark) + offset] |= 1
    return bytes(held)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (locked(bundle({"a.txt": b"x"})), "is locked with a password"),
        (bundle({"a.txt": bytes(40 << 20)}), "unpacks to 1 members of 40 MB"),
        (bundle({f"{n}.txt": b"" for n in range(101)}), "holds 101 files"),
        (
            bundle({"a.txt": "海藻登记".encode() * 9}, zipfile.ZIP_STORED).replace("藻登".encode(), "藻等".encode(), 1),
            "is damaged in a.txt",
        ),
        (bundle({"a.txt": b"x"})[:-30], "is a damaged package"),
        (bundle({"a.pdf": b"%PDF-1.4\n"}), r"a\.zip/a\.pdf is a damaged PDF"),
    ],
    ids=["locked", "bomb", "many", "checksum", "cut", "member"],
)
def test_a_broken_bundle_is_named(read: Read, content: bytes, sentence: str) -> None:
    """One broken member makes the bundle an error: a text without it would look like a repeal."""
    with pytest.raises(BrokenFile, match=sentence):
        read(content, "a.zip")


@pytest.mark.parametrize("members", [{}, {"a.png": b"\x89PNG\r\n"}])
def test_a_bundle_without_documents_is_none(read: Read, members: dict[str, bytes]) -> None:
    """Nothing that can be read is an error, not an empty text."""
    with pytest.raises(UnsupportedFormat, match=r"a\.zip"):
        read(bundle(members), "a.zip")
