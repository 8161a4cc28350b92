"""What a document says about itself, each value with the words that carry it.

The head (before the first section or measure) and the tail (after the last measure) are read line by line; a date or a
name is believed only where the form of an official paper (GB/T 9704-2012) puts it. A value that the text does not give
is None, never a guess: 成文日期, 发布日期 and 施行日期 do not stand in for one another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from domain.document import Basis, Measure, Stated
from normalizer import dates, patterns
from normalizer.formats import Extract
from normalizer.segment import Structure

_OF = re.compile(r"^(?P<issuer>.{2,60}?)(?=关于)")
_BRACKETED = re.compile(r"《(?P<title>[^《》]{2,80}(?:《[^《》]{2,60}》[^《》]{0,40})*)》")
_FOLLOWS = re.compile(
    r"(?:根据|依据|依照|按照|遵照|遵循|贯彻|落实|执行|对照)(?:落实|执行|实施)?(?:了)?(?:好)?(?P<issuer>[\u4e00-\u9fff、]{0,30}?)(?=《)"
)
_CHAIN = re.compile(r"(?:[（(][^（()）]{0,60}[）)])?(?:[、，和及与]|以及|和)?(?P<issuer>[\u4e00-\u9fff、]{0,20}?)(?=《)")
_ADDRESSEE = re.compile(
    r"(?:局|厅|委员会|委|办|办公厅|办公室|政府|部|院|中心|会|公司|单位|企业|院校|学校|机构|部门|管委会|团体|协会|大学|支队|示范区|新区|医院|所)(?:[（(][^（()）]*[）)])?$"
)
_JOINT = re.compile(r"[、\s]+|(?<=[局厅委部会院])(?=[\u4e00-\u9fff]{2,8}(?:省|市|自治区)[\u4e00-\u9fff]{2,})")
_LABELS = {
    "document_number": ("发文字号", "文号", "文件编号"),
    "index_number": ("索引号", "索引码"),
    "issued_on": ("成文日期", "生成日期"),
    "issuer": ("发文机关", "制发机关", "发文单位", "发布机构", "公开机构"),
    "validity": ("有效性", "时效性", "效力状态"),
    "effective_on": ("施行日期", "实施日期", "生效日期"),
    "expires_on": ("失效日期", "废止日期"),
}


@dataclass(slots=True)
class Metadata:
    """The fields of a Document that are not its text."""

    title: str | None = None
    title_variants: tuple[str, ...] = ()
    document_number: str | None = None
    issuing_authorities: tuple[str, ...] = ()
    addressees: tuple[str, ...] | None = None
    issued_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    basis: tuple[str, ...] = ()
    index_number: str | None = None
    validity: str | None = None
    stated: list[Stated] = field(default_factory=list)

    def say(self, name: str, basis: Basis, raw: str) -> None:
        """Note where the value of ``name`` comes from."""
        self.stated.append(Stated(name, basis, raw))


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines round the measures."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    body: str

    @classmethod
    def of(cls, text: str, structure: Structure, measures: tuple[Measure, ...]) -> Frame:
        """Cut a canonical text at its first section and its last measure."""
        end = measures[-1].span.end if measures else structure.opening
        head = tuple(line for line in text[: structure.opening].split("\n") if line)
        tail = tuple(line for line in text[end:].split("\n") if line)
        return cls(head, tail, text)


def read(frame: Frame, extract: Extract, has_measures: bool) -> Metadata:
    """All fields; ``extract`` brings what the page said outside of its body."""
    labels = dict(extract.labels)
    meta = Metadata(published_on=extract.published_on)
    if extract.published_on:
        meta.say("published_on", Basis.STATED, extract.published_raw)
    _titles(meta, frame, extract, has_measures)
    _number(meta, frame, labels)
    _issuers(meta, frame, labels)
    _addressees(meta, frame)
    _issued(meta, frame, labels)
    _validity(meta, frame, labels)
    _basis(meta, frame)
    meta.index_number = _label(labels, "index_number")
    meta.validity = _label(labels, "validity")
    return meta


def _label(labels: dict[str, str], name: str) -> str | None:
    return next((labels[label] for label in _LABELS[name] if label in labels), None)


# -- titles -------------------------------------------------------------------------------------------------------------


def _titles(meta: Metadata, frame: Frame, extract: Extract, has_measures: bool) -> None:
    """The policy's own title: that of the attached document, else that of the paper, else the page's."""
    page = re.sub(r"\s+", "", extract.title) if extract.title else None
    lines = [line for line in frame.head if is_title(line)]
    enclosed = [inner for line in (*lines, page or "") if (inner := _enclosed(line))]
    cited = [match["title"] for line in frame.head if "印发" in line or "制定" in line for match in _BRACKETED.finditer(line)]
    own = [line for line in lines if not _covers(line)]
    title: str | None
    if own and (has_measures or not enclosed):
        title = own[-1]
    elif has_measures and enclosed:
        title = enclosed[-1]
    elif lines:
        title = lines[-1]
    else:
        title = _presented(frame) if has_measures and not page else page
    meta.title = title
    if title:
        meta.say("title", Basis.STATED if title in lines else Basis.INFERRED, title)
    alike = [name for name in cited if title and len(name) >= 8 and (name[-6:] in title or title[-6:] in name)]
    others = [*lines, *enclosed, *alike, *([page] if page else [])]
    meta.title_variants = tuple(dict.fromkeys(other for other in others if other != title))


def is_title(line: str) -> bool:
    """True for a line of its own that ends like the title of an official paper."""
    return (
        5 <= len(line) <= 120
        and not re.search(r"[。；：，]", re.sub(r"《[^》]*》", "", line))
        and bool(patterns.TITLE_END.search(line))
        and not re.match(r"附件|[（(【]", line)
    )


def _covers(line: str) -> bool:
    """True for the title of a covering notice: 关于印发…的通知."""
    return bool(re.search(r"(?:关于)?(?:印发|发布|公布|转发|下发)", line)) and bool(
        re.search(rf"(?:通知|公告|通告|决定|令){patterns._TAIL}$", line)
    )


def _enclosed(line: str) -> str | None:
    """The title that a covering title carries: 关于印发《X》的通知, 关于印发X的通知 -> X."""
    if not _covers(line):
        return None
    bracketed = _BRACKETED.search(line)
    if bracketed:
        return bracketed["title"]
    plain = re.search(rf"(?:印发|发布|公布|转发|下发)(?P<title>.{{4,}}?)的?(?:通知|公告|通告|决定){patterns._TAIL}$", line)
    return plain["title"] if plain else None


def _presented(frame: Frame) -> str | None:
    """The title in 现将《X》印发给你们."""
    for line in frame.head:
        match = re.search(r"(?:现将|制定了?|印发)《([^《》]{4,80})》", line)
        if match:
            return match[1]
    return None


# -- number, issuers, addressees ----------------------------------------------------------------------------------------


def number(printed: str) -> str:
    """The comparable form of a 文号: brackets 〔〕, digits half-width, no blanks or zero-width characters, no 第 inside."""
    bare = re.sub(r"[\s\u200b-\u200d\ufeff]", "", printed)
    match = patterns.NUMBER.fullmatch(bare)
    return f"{match['office']}〔{match['year']}〕{match['serial']}号" if match else bare


def _number(meta: Metadata, frame: Frame, labels: dict[str, str]) -> None:
    """发文字号: from the disclosure table, else a line of its own round the text, else the brackets of 公告 and 令."""
    stated = _label(labels, "document_number")
    if stated and re.search(r"\d", stated):
        meta.document_number = number(stated)
        meta.say("document_number", Basis.STATED, stated)
        return
    lines = (*frame.head, *frame.tail[:6])
    for above, line in pairwise(("", *lines)):
        bare = re.sub(r"^(?:文号|发文字号|字号)[：:]|^[（(]|[）)]$", "", line.strip())
        for pattern in (patterns.NUMBER, patterns.YEARLY, patterns.ORDER):
            match = pattern.fullmatch(bare)
            if match:
                order = above if pattern is patterns.ORDER and re.fullmatch(r"[\u4e00-\u9fff]{2,24}令", above) else ""
                meta.document_number = number(order + match[0])
                meta.say("document_number", Basis.STATED, order + line)
                return


def _issuers(meta: Metadata, frame: Frame, labels: dict[str, str]) -> None:
    """发文机关: the masthead, else the signature, else the title, else the lead-in, else the printer's line, else the table."""
    for names, raw in _issuer_candidates(meta, frame, labels):
        if names:
            meta.issuing_authorities = tuple(dict.fromkeys(names))
            meta.say("issuing_authorities", Basis.STATED, raw)
            return


def _issuer_candidates(meta: Metadata, frame: Frame, labels: dict[str, str]) -> list[tuple[list[str], str]]:
    masthead = _leading_bodies(frame.head)
    signature = _signature(frame.head) or _signature(frame.tail)
    if signature and len(signature) > len(masthead):
        masthead = []
    titles = [line for line in (*frame.head, *([meta.title] if meta.title else []), *meta.title_variants) if is_title(line)]
    prefixes = [names for title in titles if (names := _from_title(title))]
    table = _label(labels, "issuer")
    printer = [
        match[1]
        for line in frame.tail
        if (match := re.match(rf"({patterns.BODY.pattern[1:-1]}){patterns.DATE.pattern}印发$", line))
    ]
    return [
        (masthead, "、".join(masthead)),
        (signature, "、".join(signature)),
        (prefixes[0] if prefixes else [], titles[0] if titles else ""),
        (printer[:1], "".join(printer[:1])),
        ([name for name in re.split(r"[、,，;；\s]+", table) if name] if table else [], table or ""),
    ]


def _bodies(line: str) -> list[str]:
    """The names of a line that is nothing but names of bodies."""
    bare = re.sub(r"文件$", "", line)
    return (
        [name for name in _JOINT.split(bare) if name]
        if patterns.BODY.match(bare) or all(patterns.BODY.match(n) for n in _JOINT.split(bare))
        else []
    )


def _leading_bodies(head: tuple[str, ...]) -> list[str]:
    """版头: the bodies named above the number or the title."""
    names: list[str] = []
    for line in head:
        found = _bodies(line)
        if not found and (names or is_title(line) or patterns.NUMBER.fullmatch(line)):
            break
        names += found
    return names


def _signature(lines: tuple[str, ...]) -> list[str]:
    """落款: the bodies named right above a date of their own line, notes between them aside."""
    for index, line in enumerate(lines):
        dated = re.fullmatch(rf"(?P<body>{patterns.BODY.pattern[1:-1]})?{patterns.DATE.pattern}", line)
        if not dated:
            continue
        names = [dated["body"]] if dated["body"] else []
        for above in reversed(lines[:index]):
            found = _bodies(above)
            if not found and not patterns.NOTE.match(above):
                break
            names = found + names
        if names:
            return names
    return []


def _from_title(title: str) -> list[str]:
    """The bodies that open a title: 山东省人民政府办公厅关于…; a shortened 等12部门 is not a list of issuers."""
    match = _OF.match(title)
    if not match or "等" in match["issuer"]:
        return []
    names = [name for name in _JOINT.split(match["issuer"]) if name]
    return names if all(patterns.BODY.match(name) or name == "国务院" for name in names) else []


def _addressees(meta: Metadata, frame: Frame) -> None:
    """主送机关: the line of bodies that ends with a colon, above the text."""
    for line in frame.head:
        names = _split_outside(line[:-1]) if line.endswith("：") and "。" not in line else []
        hits = sum(bool(_ADDRESSEE.search(name)) for name in names)
        if names and 2 * hits > len(names) and not re.search(r"如下|以下|通知|下列|现将|^附|联系|来源", line):
            meta.addressees = tuple(names)
            meta.say("addressees", Basis.STATED, line)
            return


def _split_outside(line: str) -> list[str]:
    """Split at 、，； outside of brackets."""
    pieces, depth = [""], 0
    for char in line:
        depth += (char == "（") - (char == "）")
        if char in "、，；" and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += char
    return [piece for piece in pieces if piece]


# -- dates and basis ----------------------------------------------------------------------------------------------------


def _issued(meta: Metadata, frame: Frame, labels: dict[str, str]) -> None:
    """成文日期: the date under the signature, else the table's, else the printer's line, else the decree under a law's title."""
    for line in (*frame.head, *frame.tail):
        match = re.fullmatch(rf"(?:{patterns.BODY.pattern[1:-1]})?{patterns.DATE.pattern}", line)
        if match and _set_issued(meta, patterns.DATE.search(line), line):
            return
    label = _label(labels, "issued_on")
    if label and _set_issued(meta, patterns.DATE.search(label) or patterns.ISO_DATE.search(label), label):
        return
    for line in frame.tail:
        if line.endswith("印发") and _set_issued(meta, patterns.DATE.search(line), line):
            return
    for line in frame.head:
        match = re.match(rf"[（(>]?{patterns.DATE.pattern}[^。]{{0,60}}(?:通过|公布|发布|令)", line)
        if match and _set_issued(meta, patterns.DATE.search(line), line):
            return


def _set_issued(meta: Metadata, match: re.Match[str] | None, raw: str) -> bool:
    found = patterns.day(match) if match else None
    if found:
        meta.issued_on = found
        meta.say("issued_on", Basis.STATED, raw)
    return bool(found)


def _validity(meta: Metadata, frame: Frame, labels: dict[str, str]) -> None:
    """施行日期 and the end of 有效期."""
    clause = dates.effect(frame.body, meta.issued_on, meta.published_on)
    label = _label(labels, "effective_on")
    if clause:
        meta.effective_on = clause.day
        meta.say("effective_on", clause.basis, clause.raw)
    elif label and (match := patterns.ISO_DATE.search(label)):
        meta.effective_on = patterns.day(match)
        meta.say("effective_on", Basis.STATED, label)
    end = dates.expiry(frame.body, meta.effective_on)
    label = _label(labels, "expires_on")
    if end:
        meta.expires_on = end.day
        meta.say("expires_on", end.basis, end.raw)
    elif label and (match := patterns.ISO_DATE.search(label)):
        meta.expires_on = patterns.day(match)
        meta.say("expires_on", Basis.STATED, label)


def _basis(meta: Metadata, frame: Frame) -> None:
    """The documents that the preamble says it follows (根据《…》, 贯彻落实《…》), with an issuer printed before the brackets."""
    found: list[str] = []
    for line in frame.head:
        for match in _FOLLOWS.finditer(line):
            found += _chain(line, match)
    own = {meta.title, *meta.title_variants}
    meta.basis = tuple(dict.fromkeys(title for title in found if title not in own))
    for title in meta.basis:
        meta.say("basis", Basis.STATED, title)


def _chain(line: str, first: re.Match[str]) -> list[str]:
    """The titles 《A》《B》和《C》 that follow one 根据."""
    titles = []
    step: re.Match[str] | None = first
    while step:
        title = _BRACKETED.match(line, step.end())
        if not title:
            break
        issuer = step["issuer"].strip("、")
        outside = title["title"].startswith("关于") and (patterns.BODY.match(issuer) or issuer == "国务院")
        titles.append((issuer if outside else "") + title["title"])
        step = _CHAIN.match(line, title.end())
    return titles
