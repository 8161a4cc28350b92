"""What an answer for robots.txt means (RFC 9309, section 2.3.1): rules, no rules, or "ask nothing of this host". No Scrapy here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protego import Protego

from crawler.outcomes import Received, Verdict, judge, suspect
from domain.crawl import Outcome, PageKind
from normalizer.decode import decode

AGENT = "regdelta"
LARGEST = 500 * 1024  # bytes that are read of the file, as section 2.5 wants at the least
LONGEST_DELAY = 60.0  # seconds; a Crawl-delay beyond that would let a list of 500 papers take a day
SERVER_ERROR, TOO_MANY_REQUESTS = 500, 429
RULE = re.compile(rb"^[ \t]*(?:user-agent|disallow|allow)\s*:", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rules:
    """``refused`` says why nothing may be asked of the host; otherwise ``parsed`` are its rules, None for none."""

    refused: Verdict | None = None
    parsed: Protego | None = None

    def allow(self, url: str) -> bool:
        return self.parsed is None or self.parsed.can_fetch(url, AGENT)

    @property
    def delay(self) -> float:
        """The Crawl-delay asked for, in seconds, up to :data:`LONGEST_DELAY`; 0 if there is none."""
        asked = self.parsed.crawl_delay(AGENT) if self.parsed else None
        return min(max(asked or 0.0, 0.0), LONGEST_DELAY)


NONE = Rules()
"""No rules: everything may be asked for."""


def rules(answer: Received) -> Rules:
    """What an answer says. A gate, a server error or half a file is no answer: the rules exist and could not be read."""
    verdict = judge(answer, PageKind.LISTING)
    if (
        answer.partial
        or verdict.outcome is Outcome.CHALLENGE
        or answer.status == TOO_MANY_REQUESTS
        or answer.status >= SERVER_ERROR
    ):
        return refused(verdict)
    if not 200 <= answer.status < 300:
        return NONE
    if _is_page(answer):
        return _page(answer)
    return Rules(parsed=Protego.parse(_text(answer.body)))


def refused(verdict: Verdict) -> Rules:
    """Rules that could not be read, with the reason."""
    return Rules(Verdict(verdict.outcome, f"robots.txt 读取失败，不访问该网站：{verdict.detail}"))


def _text(body: bytes) -> str:
    """The file as text, whatever an editor of Windows saved it as. The line that the limit cuts is left out: half a path bars other pages."""
    read = decode(body[:LARGEST], "utf-8")
    return read if len(body) <= LARGEST else read[: read.rfind("\n") + 1]


def _is_page(answer: Received) -> bool:
    """True if a page came in place of a text file; many servers send the right file under the wrong type."""
    return answer.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or (answer.is_html and not RULE.search(answer.body[:LARGEST]))


def _page(answer: Received) -> Rules:
    """A page that says "not found" means no rules; any other proves nothing, least of all that there are none."""
    found = suspect(answer)
    if found and found.outcome is Outcome.SOFT_404:
        return NONE
    return refused(found or Verdict(Outcome.DRIFTED, f"返回的是网页，{len(answer.body)} 字节"))
