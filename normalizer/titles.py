"""The title of a policy and its variants: that of the paper itself, of the notice that covers it, of the page it stands on."""

from __future__ import annotations

import re

from domain.document import Basis
from normalizer import patterns
from normalizer.fields import Frame, Metadata

BRACKETED = re.compile(r"《(?P<title>[^《》]{2,80}(?:《[^《》]{2,60}》[^《》]{0,40})*)》")
_STATE = re.compile(
    r"^[【\[（(](?:已?失效|已?废止|现行有效|有效|已被修改|征求意见|转载|公示)[】\]）)](?=.)"
)  # set before a title by the site
_ABOUT = re.compile(
    r"(?:政策|图文|文字|权威|专家)?(?:解读|问答|答问|答记者问|解答)(?:[（(].{1,10}[）)])?$|(?:起草|编制|政策)说明$|新闻发布会(?:实录|文字实录)?$"
    r"|^(?:图解|一图读懂|一图看懂|一图了解|图文解读|政策图解|政策解读)"
)
_MASTHEAD = re.compile(
    rf"{patterns.BODY_NAME}(?:文件|公告|通告|令|公报|函)(?:第.{{1,6}}号)?$"
)  # 某局公告: who speaks, not what about


def read(meta: Metadata, frame: Frame, page: str | None, has_measures: bool) -> None:
    """The policy's own title: that of the attached document, else that of the paper, else the page's."""
    lines = _lines(frame.head)
    enclosed = [inner for line in (*lines, page or "") if (inner := _enclosed(line))]
    cited = [match["title"] for line in frame.head if "印发" in line or "制定" in line for match in BRACKETED.finditer(line)]
    own = [line for line in lines if not _covers(line)]
    about = next((line for line in frame.head[:2] if len(line) <= 90 and _ABOUT.search(line)), None)
    title: str | None
    if about and not page:
        title = about
    elif own and (has_measures or not enclosed):
        title = own[-1]
    elif has_measures and enclosed:
        title = enclosed[-1]
    elif lines:
        title = lines[-1]
    else:
        title = _presented(frame) if has_measures and not page else page
    meta.title = title
    if title:
        meta.say("title", Basis.STATED if title in (*lines, about) else Basis.INFERRED, title)
    alike = [name for name in cited if title and len(name) >= 8 and (name[-6:] in title or title[-6:] in name)]
    marked = [line for line in frame.head[:3] if _STATE.match(line)]
    others = [*lines, *marked, *enclosed, *alike, *([page] if page else [])]
    meta.title_variants = tuple(dict.fromkeys(other for other in others if other != title))


def _lines(head: tuple[str, ...]) -> list[str]:
    """The lines that can be titles; those of annexes only where the paper's own title covers them (关于印发…的通知)."""
    bare = [_STATE.sub("", line) for line in head]
    annex = next((index for index, line in enumerate(bare) if patterns.ANNEX.match(line)), len(bare))
    before = [line for line in bare[:annex] if is_title(line)]
    covered = not before or any(_covers(line) or "征求" in line for line in before)
    return [*before, *(line for line in bare[annex:] if covered and is_title(line))]


def is_title(line: str) -> bool:
    """True for a line of its own that ends like the title of an official paper."""
    return (
        5 <= len(line) <= 120
        and not re.search(r"[。；：，]", re.sub(r"《[^》]*》", "", line))
        and bool(patterns.TITLE_END.search(line))
        and not re.match(r"附件|[（(【]", line)
        and not _MASTHEAD.match(line)
    )


def _covers(line: str) -> bool:
    """True for the title of a covering notice: 关于印发…的通知."""
    return bool(re.search(r"(?:关于)?(?:印发|发布|公布|转发|下发)", line)) and bool(
        re.search(rf"(?:通知|公告|通告|决定|令){patterns.TITLE_TAIL}$", line)
    )


def _enclosed(line: str) -> str | None:
    """The title that a covering title carries: 关于印发《X》的通知, 关于印发X的通知 -> X."""
    if not _covers(line):
        return None
    bracketed = BRACKETED.search(line)
    if bracketed:
        return bracketed["title"]
    plain = re.search(rf"(?:印发|发布|公布|转发|下发)(?P<title>.{{4,}}?)的?(?:通知|公告|通告|决定){patterns.TITLE_TAIL}$", line)
    return plain["title"] if plain else None


def _presented(frame: Frame) -> str | None:
    """The title in 现将《X》印发给你们."""
    for line in frame.head:
        match = re.search(r"(?:现将|制定了?|印发)《([^《》]{4,80})》", line)
        if match:
            return match[1]
    return None
