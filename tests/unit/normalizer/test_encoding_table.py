"""Eighteen ways in which a page's bytes and what is said of them part company; every one must come out whole."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from normalizer.decode import decode

WORDS = "关于加强药品经营监督管理有关事项的通知，请各单位遵照执行，并于每月底前报送进展情况。"
RARE = WORDS + "联系人：䶮喆、镕堃，见附件①㈠⒈，试剂用量5μg。"
TRADITIONAL = "關於加強藥品經營監督管理有關事項的通知，請各單位遵照執行，並於每月底前報送進展情況。"


def page(words: str, head: str = "") -> str:
    return f"<html><head>{head}<title>通知</title></head><body><p>{words}</p></body></html>"


def meta(charset: str) -> str:
    return f'<meta charset="{charset}">'


def equiv(charset: str) -> str:
    return f"<META content='text/html; charset={charset}' http-equiv=Content-Type>"


CASES = {
    "UTF-8, nothing said": (page(WORDS), "utf-8", None),
    "UTF-8 with a mark, header says GBK": (page(RARE), "utf-8-sig", "gbk"),
    "UTF-16 with a mark, meta says UTF-8": (page(RARE, meta("utf-8")), "utf-16", None),
    "UTF-16 without a mark": (page(WORDS), "utf-16-le", None),
    "GB18030 characters under a gb2312 meta": (page(RARE, meta("gb2312")), "gb18030", None),
    "GB18030 characters under a gb2312 header": (page(RARE), "gb18030", "gb2312"),
    "GBK under http-equiv with odd quotes": (page(WORDS, equiv("GBK")), "gb18030", None),
    "GBK, header says UTF-8": (page(WORDS), "gb18030", "utf-8"),
    "GBK, meta says UTF-8": (page(WORDS, meta("utf-8")), "gb18030", None),
    "GBK, header by default Latin-1": (page(WORDS), "gb18030", "ISO-8859-1"),
    "GBK, nothing said": (page(RARE), "gb18030", None),
    "UTF-8, header says gb2312": (page(RARE), "utf-8", "gb2312"),
    "UTF-8, meta says gb2312": (page(RARE, meta("gb2312")), "utf-8", None),
    "UTF-8, a font is called GBK": (page(f"<span style='font-family:方正仿宋_GBK'>{WORDS}</span>"), "utf-8", None),
    "GBK, a comment and a script say Big5": (
        page(WORDS, f"<!-- {meta('big5')} --><script>var m = '{meta('big5')}';</script>"),
        "gb18030",
        None,
    ),
    "Big5, declared": (page(TRADITIONAL, meta("big5")), "big5hkscs", None),
    "Big5, header says GBK": (page(TRADITIONAL), "big5hkscs", "gbk"),
    "Traditional characters in GBK, meta says Big5": (page(TRADITIONAL, meta("big5")), "gb18030", None),
}


@pytest.mark.parametrize("case", CASES)
def test_the_whole_page_is_read(case: str) -> None:
    """No character is lost or changed, whatever header, page and mark claim."""
    text, encoding, header = CASES[case]
    assert decode(text.encode(encoding), header) == text


def test_there_are_eighteen() -> None:
    """The table that other decoders were put through has eighteen rows; the best of them reads seventeen."""
    assert len(CASES) == 18


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("header", [None, "utf-8", "gbk"])
def test_a_cut_last_character_costs_only_itself(encoding: str, header: str | None) -> None:
    """A response that breaks off inside a character is read up to there."""
    found = decode((WORDS + "办").encode(encoding)[:-1], header)
    assert found.startswith(WORDS)
    assert len(found) <= len(WORDS) + 2


def test_an_article_of_another_encoding_inside_a_page() -> None:
    """A GBK article that a UTF-8 template carries is read as well."""
    mixed = page("@", meta("utf-8")).encode().replace(b"@", WORDS.encode("gb18030") + "【关闭】".encode())
    assert decode(mixed) == page(WORDS + "【关闭】", meta("utf-8"))


def test_references_survive_every_encoding() -> None:
    """Characters written as numbers are no matter of encoding."""
    text = decode(page("&#33647;&#x54C1;" + WORDS, meta("gbk")).encode("gb18030"))
    body = LexborHTMLParser(text).body
    assert body is not None
    assert body.text().startswith("药品关于")


@pytest.mark.parametrize(
    "label", ["base64", "rot13", "utf-7", "hex", "idna", "punycode", "unicode_escape", "undefined", "\x00"]
)
def test_labels_that_are_no_encoding_of_text_do_no_harm(label: str) -> None:
    """What a header says may name any codec of the library, or nothing."""
    assert decode(WORDS.encode("gb18030"), label) == WORDS
