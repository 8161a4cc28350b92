"""What proved a failure, in an English frame: the crawler's own sentences are English, what it found on a page stays."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.cms.select import Drifted, select
from crawler.failures import of_failure
from crawler.outcomes import Received, judge
from domain.crawl import PageKind
from reports.language import speaking
from reports.proofs import SENTENCES, WORDS, proof

CRAWLER = Path(__file__).resolve().parents[3] / "crawler"
HAN = re.compile(r"[一-鿿]")
HELP = re.compile(r"[a-z]+ [a-z]+ ")
"""The beginning of an English text: help for a setting, which may name a Chinese word."""

NOT_SAID = {
    *(
        "marks.py",
        "outcomes.py:SITE_CODE_PLACES",
        "cms/validity.py",
        "cms/detect.py",
        "cms/article.py",
        "cms/dates.py",
        "cms/interpretations.py",
        "cms/pager.py",
        "cms/static.py",
        "cms/titles.py",
    ),
    *("cms/vsb.py", "cms/json_list.py:NO_NUMBER"),
}
"""What the crawler looks for on pages and does not say: whole modules, and constants of others."""


def english(detail: str) -> str:
    with speaking("en"):
        return proof(detail)


@pytest.mark.parametrize(("detail", "said"), [
    ("状态码 503，12 字节", "status 503, 12 bytes"),
    ("https://a.example/x.html: 状态码 403，9 字节，要求 60 后再试（12 页中有 3 页未能读取）",
     "https://a.example/x.html: status 403, 9 bytes, to be tried again after 60 (3 of 12 pages could not be read)"),
    ("该网站已暂停访问至 11月23日 10:05（连续第 2 次），没有发出请求：状态码 412，带有 $_ts：反爬验证",
     "this site: left alone until 11/23 10:05 (time 2 in a row); nothing was asked: status 412, with $_ts: a challenge against crawlers"),
    ("无法建立加密连接：证书已过期（有效期至 2026-01-31）", "no encrypted connection: the certificate has expired (valid until 2026-01-31)"),
    ("无法建立加密连接：服务器的 DH 参数太短（dh key too small）",
     "no encrypted connection: the server's DH parameters are too short (dh key too small)"),
    ("本来源预算用完（已请求 40 次），没有发出请求，留待下一轮",
     "the budget of the source is used up (40 requests): nothing was asked, left for the next run"),
    ("按 robots.txt 不访问 2 页；疑似撤下的 1 页仍取不到",
     "pages left alone because of robots.txt: 2; 1 pages that seem to be taken down still do not come"),
    ("全页 80 字，出现“安全验证”，没有网站标识码", "a page of 80 characters with “安全验证” and without the code of the site"),
    ("列表第 1 页“关于某事的通知”的日期 2031-05-02 在将来，这样的有 3 行，共 4 行；日期可能取错了位置",
     "page 1 of the list dates “关于某事的通知” 2031-05-02, which is in the future, as are 3 of 4 rows; the dates may be read from the wrong place"),
    ("全部列表，文件 12 份，未到复查时间 3 份", "the whole list, 12 documents, 3 not yet due"),
])  # fmt: skip
def test_sentences_in_english(detail: str, said: str) -> None:
    """Word for word, with what stands within them; in Chinese they stay as they are."""
    assert english(detail) == said
    assert proof(detail) == detail


@pytest.mark.parametrize(
    "detail", ["某网站自己的话；又一句", "无名的提示、又一个", "《某措施（试行）》一行", "https://a.example/甲: 网站的话", ""]
)
def test_words_of_a_site_pass(detail: str) -> None:
    """Not a mark of them is changed."""
    assert english(detail) == detail


def test_what_the_crawler_really_says() -> None:
    """Verdicts as its own functions make them leave no Chinese word but those of the page."""
    page = Received(
        "https://a.example/a",
        "https://a.example/a",
        200,
        "页面不存在".encode(),
        "<html>页面不存在</html>",
        {"content-type": "text/html"},
    )
    verdicts = [judge(page, PageKind.DOCUMENT)]
    verdicts += [
        judge(Received("https://a.example/a", "https://a.example/a", status, b"x"), PageKind.DOCUMENT)
        for status in (404, 412, 503)
    ]
    verdicts += [judge(Received("https://a.example/a", "https://b.example/", 200, b"x"), PageKind.DOCUMENT)]
    verdicts += [of_failure(TimeoutError("30 s")), of_failure(ConnectionRefusedError("no"))]
    said = [english(verdict.detail) for verdict in verdicts if verdict.detail]
    assert len(said) == len(verdicts)
    assert [words for words in said if HAN.search(re.sub("“.*?”", "", words))] == []


def test_a_page_that_is_not_built_as_expected() -> None:
    """The selector, what was expected and what was found."""
    from parsel import Selector

    with pytest.raises(Drifted) as found:
        select(Selector(text="<p></p>"), "li", "https://a.example/", least=2, most=5)
    assert english(str(found.value)) == "https://a.example/ is not built as expected: li, expected 2 to 5, found 0"


def _texts(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Every Chinese text of a module that is no docstring and stands in no constant, with the name of the constant if it does."""
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or not HAN.search(node.value):
            continue
        names, here = [], node
        while (here := getattr(here, "parent", None)) is not None:
            if isinstance(here, ast.Assign) and isinstance(here.targets[0], ast.Name):
                names.append(here.targets[0].id)
            if isinstance(here, ast.Expr) and here.value is node:
                break
            if isinstance(here, ast.Module):
                yield names[-1] if names else "", node.value


def test_no_sentence_of_the_crawler_is_forgotten() -> None:
    """Each of its Chinese texts, or each piece between two places, stands in the tables."""
    known = "\n".join([*SENTENCES, *WORDS])
    missing = []
    for path in sorted(CRAWLER.rglob("*.py")):
        name = str(path.relative_to(CRAWLER))
        if name in NOT_SAID or name.startswith("discovery/"):
            continue
        for constant, text in _texts(ast.parse(path.read_text("utf-8"))):
            said = not HELP.match(text) and f"{name}:{constant}" not in NOT_SAID
            if said and text.strip() not in known and HAN.search(english(text.strip())):
                missing.append(f"{name}: {text}")
    assert missing == []
