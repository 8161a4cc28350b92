"""Who issued a paper, under which number, to whom."""

from __future__ import annotations

import re
from itertools import pairwise

from domain.document import Basis
from normalizer import patterns
from normalizer.fields import Frame, Metadata, label
from normalizer.titles import is_title

_OF = re.compile(r"^(?P<issuer>.{2,60}?)(?=关于)")
_ADDRESSEE = re.compile(
    r"(?:局|厅|委员会|委|办|办公厅|办公室|政府|部|院|中心|会|公司|单位|企业|院校|学校|机构|部门|管委会|团体|协会|大学|支队|示范区|新区|医院|所|处室|科室|大队|站|持有人|注册人|备案人|药店|市|州|盟|县|区|旗)(?:[（(][^（()）]*[）)])?$"
)
_JOINT = re.compile(r"[、\s]+|(?<=[局厅委部会院])(?=[\u4e00-\u9fff]{2,8}(?:省|市|自治区)[\u4e00-\u9fff]{2,})")


def read(meta: Metadata, frame: Frame, labels: dict[str, str]) -> None:
    """文号, 发文机关 and 主送机关. The title must be known."""
    _number(meta, frame, labels)
    _issuers(meta, frame, labels)
    _addressees(meta, frame)


def number(printed: str) -> str:
    """The comparable form of a 文号: brackets 〔〕, digits half-width, no blanks or zero-width characters, no 第 inside."""
    bare = re.sub(r"[\s\u200b-\u200d\ufeff]", "", printed)
    match = patterns.NUMBER.fullmatch(bare)
    return f"{match['series']}〔{match['year']}〕{match['running']}号" if match else bare


def _number(meta: Metadata, frame: Frame, labels: dict[str, str]) -> None:
    """发文字号: from the disclosure table, else a line of its own round the text, else the brackets of 公告 and 令."""
    stated = label(labels, "document_number")
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
    table = label(labels, "issuer")
    printer = [
        match[1] for line in frame.tail if (match := re.match(rf"({patterns.BODY_NAME}){patterns.DATE.pattern}印发$", line))
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
    bare = re.sub(r"(?:文件|公告|通告|令)$", "", line)
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
        dated = re.fullmatch(rf"(?P<body>{patterns.BODY_NAME})?{patterns.DATE.pattern}", line)
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
