"""What one look at an address came to: a Verdict with the proof in its sentence.

The order of tests is fixed (reference on regulators' sites, §5.1): transport, status, challenge marks, site code,
soft-404 words, then extraction and counts, which are the business of :mod:`crawler.cms` and :mod:`crawler.tally`.
Words prove nothing in a long page, for articles may contain them: they count only where little text stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler import marks
from crawler.addresses import same_site
from domain.crawl import Outcome, PageKind
from normalizer.script import simplify
from normalizer.trace import Traced

SMALL = 2000  # characters of visible text; no soft 404 or block page of the reference's incident log has more
TINY = 300
SHELL = 50
LONGEST_WAIT = 40  # characters of a Retry-After that are shown; a date has 29
CODE = r"(bm\d{8}|\d{10})(?!\d)"
SITE_CODE_PLACES = (
    re.compile(rf"""<meta\b(?=[^<>]*\bname\s*=\s*["']?SiteIDCode\b)[^<>]*\bcontent\s*=\s*["']?\s*{CODE}""", re.IGNORECASE),
    re.compile(rf"(?:网站标识码|網站標識碼)(?:\s|[:：]|&nbsp;|&#160;|<[^<>]*>){{0,9}}{CODE}", re.IGNORECASE),
    re.compile(rf"""site_?code(?:=|%3D)["']?{CODE}""", re.IGNORECASE),
)
STRIP = re.compile(r"<(script|style|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^>]*(?:>|\Z)", re.IGNORECASE | re.DOTALL)
"""What is left open goes to the end, as in a browser: to look for an end again from each of a million beginnings would take days."""
HOME = re.compile(r"/?(?:index|default|main)?(?:\.\w+)?", re.IGNORECASE)
"""The path of a site's own front page."""
TITLE = re.compile(r"<title\b[^<>]*>(.*?)(?:</title>|\Z)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome and one sentence naming its proof (empty for OK), in Chinese: it stands in the report's source-health line.

    ``gone``: the site itself says that nothing is there (404, 410).
    """

    outcome: Outcome
    detail: str = ""
    gone: bool = False


OK = Verdict(Outcome.OK)


class Unaccepted(Exception):
    """Raised while a page is read: it came whole, but it is not what was asked for."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.verdict = Verdict(outcome, detail)


@dataclass(frozen=True, slots=True)
class Received:
    """One HTTP answer: ``asked`` is the address of the first request, ``url`` that of the answer; header names in lower case."""

    asked: str
    url: str
    status: int
    body: bytes
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    partial: bool = False

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def is_html(self) -> bool:
        return "html" in self.content_type or self.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def judge(received: Received, kind: PageKind, site_code: str | None = None, title: str = "") -> Verdict:
    """The verdict on an answer as far as it shows without reading the page for what was asked.

    ``title`` is what the listing called the page: a page that shows it is that page, whatever other words stand there.
    Words on a listing prove nothing (its rows are titles): ask :func:`suspect` when it could not be read.
    """
    if received.partial:
        return Verdict(Outcome.PARTIAL, f"收到 {len(received.body)} 字节后连接中断，页面不完整")
    verdict = _status(received) or _shell(received) or _place(received)
    if kind is PageKind.ATTACHMENT:
        return verdict or OK
    verdict = verdict or _empty(received) or _code(received, site_code)
    if verdict is None and kind is not PageKind.LISTING:
        verdict = suspect(received, title)
    return verdict or OK


def suspect(received: Received, title: str = "") -> Verdict | None:
    """A challenge, block page or soft 404 told by its words, or None."""
    if not received.is_html:
        return None
    text = visible(received.text)
    if len(text) >= SMALL or _shows(text, title):
        return None
    text = simplify(Traced.of(text)).text
    return _worded(received, text) or _gone(received, text)


def _shows(text: str, title: str) -> bool:
    known = re.sub(r"\s+", "", title).rstrip(".…")
    return bool(known) and known in text


def visible(html: str) -> str:
    """Roughly what a reader sees, white space gone: enough to count characters and to look for words."""
    return "".join(STRIP.sub(" ", html).split())


def site_code_of(html: str) -> str | None:
    """The 网站标识码 a page carries, from its meta tag, footer or error-report link; None if it carries none."""
    return next((found[1].lower() for place in SITE_CODE_PLACES if (found := place.search(html))), None)


def _status(received: Received) -> Verdict | None:
    status, size = received.status, len(received.body)
    found = _marks(received)
    if status in (412, 512, 521) or (found and status in (202, 302, 400)):
        return Verdict(Outcome.CHALLENGE, f"状态码 {status}，{found or '无已知标志'}：反爬验证")
    if status in (403, 405, 418, 429, 503):
        return Verdict(Outcome.BLOCKED, f"状态码 {status}，{size} 字节{_after(received)}")
    if status != 200:
        return Verdict(Outcome.HTTP_ERROR, f"状态码 {status}，{size} 字节{_after(received)}", gone=status in (404, 410))
    return None


def _after(received: Received) -> str:
    wait = "".join(filter(str.isprintable, received.headers.get("retry-after", "")[:LONGEST_WAIT]))
    return f"，要求 {wait} 后再试" if wait else ""


def _marks(received: Received) -> str | None:
    return marks.script_marks(received.text, received.headers.get("set-cookie", ""))


def _shell(received: Received) -> Verdict | None:
    """A 200 that is script only, as challenge gates send it."""
    if received.is_html and (found := _marks(received)) and len(visible(received.text)) < SHELL:
        return Verdict(Outcome.CHALLENGE, f"只有脚本没有正文，{found}：反爬验证")
    return None


def _empty(received: Received) -> Verdict | None:
    if received.body.strip():
        return None
    return Verdict(Outcome.PARTIAL, f"状态码 200，但内容为空（{len(received.body)} 字节）")


def _worded(received: Received, text: str) -> Verdict | None:
    if site_code_of(received.text):
        return None
    for outcome, words in ((Outcome.CHALLENGE, marks.CHALLENGE_WORDS), (Outcome.BLOCKED, marks.BLOCK_WORDS)):
        if word := marks.first(words, text):
            return Verdict(outcome, f"全页 {len(text)} 字，出现“{word}”，没有网站标识码")
    return None


def _place(received: Received) -> Verdict | None:
    if not same_site(received.asked, received.url):
        return Verdict(Outcome.WRONG_HOST, f"{received.asked} 被转到别的网站 {received.url}")
    asked, came = urlsplit(received.asked).path, urlsplit(received.url).path
    if HOME.fullmatch(came) and not HOME.fullmatch(asked):
        return Verdict(Outcome.SOFT_404, f"被转到网站首页 {received.url}，没有给出要看的页面")
    return None


def _code(received: Received, expected: str | None) -> Verdict | None:
    found = site_code_of(received.text) if expected else None
    if found and found != expected:
        return Verdict(Outcome.WRONG_HOST, f"网站标识码是 {found}，应为 {expected}")
    return None


def _gone(received: Received, text: str) -> Verdict | None:
    title = found[1] if (found := TITLE.search(received.text)) else ""
    word = marks.first(marks.GONE_WORDS, text) or marks.first(marks.WEAK_GONE_WORDS, text if len(text) < TINY else title)
    return Verdict(Outcome.SOFT_404, f"状态码 200，但全页 {len(text)} 字，写着“{word}”") if word and text else None
