"""Bytes in the encodings that regulators' pages really come in, with labels that lie."""

from __future__ import annotations

import pytest

from normalizer.decode import decode

TEXT = "关于药品医疗器械监督管理有关事项的通知，请各单位遵照执行。"
TRADITIONAL = "關於藥品醫療器械監督管理有關事項的通知，請各單位遵照執行。"
RARE = TEXT + "䶮喆①㈠"


def page(charset: str, body: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body style="font-family:方正仿宋_GBK">{body}</body></html>'


@pytest.mark.parametrize(
    ("content", "label", "wanted"),
    [
        (TEXT.encode(), None, TEXT),
        (TEXT.encode(), "gb2312", TEXT),
        (TEXT.encode("utf-8-sig"), "gbk", TEXT),
        (TEXT.encode("utf-16"), None, TEXT),
        (TEXT.encode("utf-16-le"), None, TEXT),
        (TEXT.encode("gb18030"), "gb2312", TEXT),
        (TEXT.encode("gb18030"), "utf-8", TEXT),
        (TEXT.encode("gb18030"), "iso-8859-1", TEXT),
        (TEXT.encode("gb18030"), "no-such-thing", TEXT),
        (TEXT.encode("gb18030"), None, TEXT),
        (RARE.encode("gb18030"), "gb2312", RARE),
        (RARE.encode(), "gbk", RARE),
        (TRADITIONAL.encode("big5hkscs"), "big5", TRADITIONAL),
        (TRADITIONAL.encode("big5hkscs"), None, TRADITIONAL),
        (TRADITIONAL.encode("gb18030"), None, TRADITIONAL),
        (page("gb2312", RARE).encode("gb18030"), None, page("gb2312", RARE)),
        (page("utf-8", TEXT).encode("gb18030"), None, page("utf-8", TEXT)),
        (page("gbk", TEXT).encode(), "gbk", page("gbk", TEXT)),
    ],
)
def test_no_label_is_believed_against_the_bytes(content: bytes, label: str | None, wanted: str) -> None:
    """The text comes out whole whatever server and page claim, and a font's name is no claim."""
    assert decode(content, label) == wanted


def test_line_ends_are_one_kind() -> None:
    """CRLF and CR are line feeds: offsets do not depend on the machine that made the file."""
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


def test_broken_bytes_lose_only_themselves() -> None:
    """A damaged UTF-8 text is not taken for another encoding."""
    assert decode(TEXT.encode() + b"\xff" + TEXT.encode()).count("药品医疗器械") == 2
