from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from crawler import cms
from crawler.cms import Answer
from crawler.cms.article import body
from crawler.outcomes import Unaccepted
from domain.crawl import Outcome

URL = "https://mpa.test.example/zwgk/202603/t20260304_51.html"


def files(html: str, family: str = "trs_wcm") -> list[tuple[str, str]]:
    return [(file.name, file.identity) for file in cms.family(family).attachments(Answer(URL, html))]


def readings(html: str) -> list[str]:
    return [url.rsplit("/", 1)[1] for url in cms.family("trs_wcm").interpretations(Answer(URL, html))]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="./P020260304512.doc">附件1：申请表</a>', [("附件1：申请表.doc", "P020260304512.doc")]),
        ('<a href="./P020260304512.doc">申请表.doc</a>', [("申请表.doc", "P020260304512.doc")]),
        (
            '<a href="/module/download/downfile.jsp?filename=9f3ac1.pdf&classid=0">目录</a>',
            [("目录.pdf", "9f3ac1.pdf")],
        ),
        (
            '<a download="办法全文.wps" href="/front/document/download?fileUrl=Zk9%2F&fileName=%E5%8A%9E%E6%B3%95.wps">办法</a>',
            [("办法全文.wps", "办法.wps")],
        ),
        ("<script>var file_appendix='<a href=\"./W0203.pdf\">一览表</a>';</script>", [("一览表.pdf", "W0203.pdf")]),
        ('<a href="/guide.html">指南</a><a href="javascript:x(1)">打印</a>', []),
        ('<div class="page-footer"><a href="/app/guide.pdf">使用手册</a></div>', []),
        ('<nav><a href="/app/guide.pdf">使用手册</a></nav>', []),
        ('<div id="pc"><a href="./a.pdf">甲</a></div><div id="phone"><a href="./a.pdf">甲</a></div>', [("甲.pdf", "a.pdf")]),
    ],
    ids=["TRS", "named", "jpage", "jpaas", "script", "no files", "footer", "nav", "two copies"],
)
def test_files_are_known_by_a_name_that_does_not_expire(html: str, found: list[tuple[str, str]]) -> None:
    """The name is for people and has the extension; the identity is the file's own name, never the address."""
    assert files(html) == found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="/front/document/download?fileUrl=Zk9%2F" download="办法全文.wps">办法</a>', [("办法全文.wps", "办法全文.wps")]),
        ('<a href="/module/download/down.jsp?i_ID=71&colID=8">附件：申请表.docx</a>', [("附件：申请表.docx", "附件：申请表.docx")]),
        ('<a href="/down.jsp?FileName=9f3ac1.PDF">目录</a>', [("目录.pdf", "9f3ac1.PDF")]),
        ("<A TARGET=_blank HREF=./P0203.DOC?v=2>申请表</A>", [("申请表.doc", "P0203.DOC")]),
        ("<script>var file_appendix = \"<a href='./W0203.pdf'>一览表<\\/a>\"\nvar x = 1</script>", [("一览表.pdf", "W0203.pdf")]),
        ("<script>var file_appendix='<a href=\\'./W0203.pdf\\'>一览表</a>'</script>", [("一览表.pdf", "W0203.pdf")]),
        ('<iframe src="./W0203.pdf"></iframe><embed src="./W0204.pdf">', [("W0203.pdf", "W0203.pdf"), ("W0204.pdf", "W0204.pdf")]),
        (
            '<a href="/f/1/附件.doc">甲</a><a href="/f/2/附件.doc">乙</a><a href="/f/1/附件.doc">甲</a>',
            [("甲.doc", "附件.doc"), ("乙.doc", "/f/2/附件.doc")],
        ),
        (
            '<a href="/d?fileUrl=1&fileName=a.wps">甲</a><a href="/d?fileUrl=2&fileName=a.wps">甲</a>',
            [("甲.wps", "a.wps")],
        ),
        ('<a href="./t20260304_51.html" title="通知.doc">通知.doc</a>', []),
        ("<script>var file_appendix='';</script><a href='#'>附件.doc</a>", []),
    ],
    ids=[
        "download attribute", "text", "case", "no quotes", "script of one line", "escaped quotes", "shown in the page",
        "same name", "expiring", "page", "empty",
    ],
)  # fmt: skip
def test_files_are_found_however_they_are_linked_to(html: str, found: list[tuple[str, str]]) -> None:
    """By the attribute or the words where the address does not say it; two files of one name are two."""
    assert files(html) == found


@pytest.mark.parametrize(
    "mark",
    ['<meta name="{}">', "<META NAME='{}' />", "<meta name={}>", '<meta content="" name="{}"/>'],
)
def test_the_marks_inside_a_body_are_its_bounds(mark: str) -> None:
    """However they are written, before any container."""
    html = f"<div id=zoom>{'短' * 5}{mark.format('ContentStart')}{'正文' * 20}{mark.format('ContentEnd')}打印</div>"
    assert body(html, ("#zoom",)) == "正文" * 20


def test_interpretations_are_marked_by_id_or_word() -> None:
    """zcjdlink stands as often as there are interpretations and shows only an image; others say 解读, in either script."""
    html = (
        '<a id="zcjdlink" href="/art/2026/3/5/art_8_1.html"><img></a><a id="zcjdlink" href="/art/2026/3/5/art_8_2.html"><img></a>'
        '<p>相关文档：<a href="../202603/t20260305_53.html">《通知》政策解讀</a></p><a href="../zcjd/">政策解读</a>'
        '<p>上一篇：<a href="./t20260301_50.html">另一文件的解读</a></p>'
    )
    assert readings(html) == ["art_8_1.html", "art_8_2.html", "t20260305_53.html"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a id="zcjdlink" href="/zcjd/show.jsp?id=7"><img></a>', ["show.jsp?id=7"]),
        ('<p>政策解读：<a href="t20260305_53.html">关于甲办法的说明</a></p>', ["t20260305_53.html"]),
        ("<A HREF=t20260305_53.html TITLE='一图读懂及解读'><IMG SRC=a.png></A>", ["t20260305_53.html"]),
        ('<p><b>相关解读:</b> <a href="/zcjd/">更多</a><a href="t20260305_53.html">甲</a></p>', ["t20260305_53.html"]),
        ('<p>请解读以下文件：</p><a href="t20260305_53.html">乙办法</a>', []),
        ('<a href="t20260305_53.doc">解读稿</a><a href="javascript:;">政策解读</a>', []),
    ],
)
def test_interpretations_are_told_in_many_ways(html: str, found: list[str]) -> None:
    """By the mark whatever the address, by the word in the link or before it; a column, a file and a script are none."""
    assert readings(html) == found


def test_a_page_does_not_interpret_itself() -> None:
    """A link to the page's own address, with another scheme or tracking key, is no interpretation."""
    assert readings('<a href="t20260304_51.html?spm=1">本页解读</a>') == []


def verdict(html: str, family: str = "hanweb_jpage") -> Outcome:
    try:
        cms.family(family).accept(Answer(URL, html))
    except Unaccepted as refused:
        return refused.verdict.outcome
    return Outcome.OK


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (f'<div id="zoom">{"药品监督管理" * 10}</div>', Outcome.OK),
        ('<div id="zoom"></div>', Outcome.DRIFTED),
        ('<div id="zoom"><a href="a.docx">附件</a></div>', Outcome.OK),
        ("<div id=zoom><p><IMG SRC='./W020260304.JPG'></p></div>", Outcome.OK),
        ("<div id=zoom><img src='/images/loading.gif'></div><img src='a.png'>", Outcome.DRIFTED),
        ("<img src='a.png'>", Outcome.DRIFTED),
        (f"<div id=pc><div id=zoom> </div></div><div id='zoom'>{'药品监督管理' * 10}</div>", Outcome.OK),
        (f"<div id=zoom><meta name=ContentStart><meta name=ContentEnd>{'药品监督管理' * 10}</div>", Outcome.OK),
        (f"<main>{'药品监督管理' * 10}</main>", Outcome.DRIFTED),
        (f"<main>{'药品监督管理' * 60}</main>", Outcome.OK),
        (f"<div id='zoom'>短</div><footer>{'地址电话' * 100}</footer>", Outcome.DRIFTED),
    ],
    ids=[
        "body",
        "bare",
        "only a file",
        "a picture",
        "none in it",
        "no container, a picture",
        "first copy empty",
        "marks around nothing",
        "no container",
        "no container, long",
        "footer is no text",
    ],
)
def test_only_a_page_with_a_text_or_a_file_is_an_article(html: str, outcome: Outcome) -> None:
    """The body container is the anchor; without one it takes 200 Chinese characters."""
    assert verdict(html) is outcome


@pytest.mark.parametrize(
    ("name", "family", "attached", "about"),
    [
        ("hanweb_jpage_article*", "hanweb_jpage", 0, 0),
        ("hanweb_article*", "hanweb_jpage", 0, 0),
        ("hanweb_jpaas_article_zhejiang*", "hanweb_jpaas", 1, 2),
        ("hanweb_jpaas_article_shandong*", "hanweb_jpaas", 0, 0),
        ("trs_article*", "trs_wcm", 0, 0),
    ],
)
def test_the_example_articles_are_accepted(shared: Path, name: str, family: str, attached: int, about: int) -> None:
    """Real pages with two bodies, a covering notice, unclosed paragraphs or a very long footer."""
    answer = Answer("https://mpa.test.example/a/b.html", next((shared / "pages").glob(name)).read_text("utf-8"))
    cms.family(family).accept(answer)
    assert len(cms.family(family).attachments(answer)) == attached
    assert len(cms.family(family).interpretations(answer)) == about


@pytest.mark.parametrize(
    "piece",
    [
        "<meta name='ContentStart'>",
        "file_appendix = '",
        "<div><a href='1.pdf'>一</a>",
        "<a href='202603/t20260304_52.html'>政策解读</a>",
        "<a href='1.pdf'>",
    ],
)
def test_a_page_of_nothing_but_one_thing_is_read(piece: str) -> None:
    """A megabyte of beginnings without ends, of elements within elements, of links side by side: all is looked at once."""
    answer = Answer(URL, f"<html><body>.pdf 解读{piece * (2**20 // len(piece))}</body></html>")
    family = cms.family("trs_wcm")
    assert len(family.attachments(answer)) <= 1
    assert len(family.interpretations(answer)) <= 1
    with suppress(Unaccepted):
        family.accept(answer)


def test_files_in_a_script_are_read_as_far_as_they_have_an_end() -> None:
    """Each in its own quotes, the other kind inside."""
    first = """file_appendix = '<a href="./a.pdf">一.pdf</a>' ;"""
    second = """file_appendix="<a href='./b.pdf'>二.pdf</a>";"""
    assert files(f'<script>{first} {second} file_appendix = \'<a href="./c.pdf">三.pdf</a></script>') == [
        ("一.pdf", "a.pdf"),
        ("二.pdf", "b.pdf"),
    ]


def test_what_stands_around_an_empty_container_is_no_article() -> None:
    """The words of a page that lost its article are its frame; beside the empty container another may be filled."""
    around = f"<article><h1>{'关于事项的通知' * 8}</h1><div class='TRS_Editor'> </div></article>"
    assert body(around, ()) == ""
    assert body(f"{around}<div id='zoom'>各市局：现通知如下。</div>", ()) == "各市局：现通知如下。"
