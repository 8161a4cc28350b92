from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.cms import Reading
from domain.crawl import Outcome
from domain.source import Source

MakeSource = Callable[..., Source]
Read = Callable[..., Reading]
Refused = Callable[..., tuple[Outcome, str]]

LISTING = "https://mpa.test.example/xxgk/wjtz.htm"
ROWS = "".join(
    f'<li id="line_u3_{n}"><a href="../info/1101/40{n}.htm">第{n}号文件通知</a><span>2026-03-0{n}</span></li>' for n in (1, 2)
)


def names(reading: Reading) -> list[str]:
    return [ask.url.removeprefix("https://mpa.test.example/xxgk/") for ask in reading.asks]


@pytest.mark.parametrize(
    ("pager", "asked"),
    [
        (
            '<div class="pb_sys_common">共23条 1/4 <a href="wjtz/1.htm">尾页</a></div>',
            ["wjtz/3.htm", "wjtz/2.htm", "wjtz/1.htm"],
        ),
        ('<span>共 3 页</span><a href="wjtz/2.htm">下页</a>', ["wjtz/2.htm", "wjtz/1.htm"]),
        ('<span class="p_t">共8条</span><span class="p_t">1/4</span>', ["wjtz/3.htm", "wjtz/2.htm", "wjtz/1.htm"]),
        ('<a href="wjtz/2.htm">下一页</a><a href="wjtz/1.htm">尾页</a>', ["wjtz/2.htm", "wjtz/1.htm"]),
        (
            '<a href="listdt.jsp?urltype=tree.TreeTempUrl&wbtreeid=1021&PAGENUM=3">尾页</a>',
            [f"listdt.jsp?urltype=tree.TreeTempUrl&wbtreeid=1021&PAGENUM={n}" for n in (2, 3)],
        ),
    ],
)
def test_pages_are_counted_backwards(make_source: MakeSource, read: Read, pager: str, asked: list[str]) -> None:
    """The second of N pages is N-1, the last is 1; lists without files take the number in the query."""
    reading = read(make_source("vsb", LISTING), f"<ul>{ROWS}</ul>{pager}")
    assert names(reading) == asked
    assert reading.listing is not None and (len(reading.listing.entries), reading.listing.expected_pages) == (2, len(asked) + 1)


def test_a_column_of_one_page(make_source: MakeSource, read: Read, refused: Refused) -> None:
    """The source file may say so; a page that says nothing of its pages has drifted; a later page asks for nothing."""
    assert read(make_source("vsb", LISTING, options={"pager": "none"}), f"<ul>{ROWS}</ul>").asks == ()
    assert refused(make_source("vsb", LISTING), f"<ul>{ROWS}</ul>")[0] is Outcome.DRIFTED
    assert read(make_source("vsb", LISTING), f"<ul>{ROWS}</ul>", page=2).asks == ()
