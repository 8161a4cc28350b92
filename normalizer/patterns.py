"""The marks of administrative texts that several steps look for: numbers, dates, bodies, kinds of document.

All patterns hold for both widths, because they are used before and after the canonical widening.
Levels after GB/T 9704-2012 (一、 （一） 1. （1）) and what is met in practice.
"""

from __future__ import annotations

import re
from datetime import date

from normalizer.numerals import CN, value

ARTICLE = re.compile(rf"第[{CN}\d]{{1,9}}条(?:之[{CN}]{{1,3}})?")
CHAPTER = re.compile(rf"第[{CN}\d]{{1,5}}(?:编|分编|章|节|部分)")
ROMAN = re.compile(rf"[{CN}]{{1,4}}(?:、|[.．](?!\d))")
PAREN = re.compile(rf"[（(]\s*[{CN}]{{1,4}}\s*[）)]、?")
DIGIT = re.compile(r"\d{1,3}(?:[.．、](?!\d)|[.．]\s+(?=\D))")
INNER = re.compile(r"[（(]\s*\d{1,3}\s*[）)]|\d{1,3}[）)]|[①-⑳㈠-㈩❶-❿]")

# A number that begins a sentence of running text is a reference, not the head of a new unit.
REFERENCE = re.compile(
    rf"\s*(?:的|规定[的执办处予,，;；。]|第[{CN}\d]+[款项条]|[、和至或及以]者?及?第[{CN}\d]|所列|中的|[,，;；。])"
)

_Y, _M, _D = (
    r"((?:19|20)\d{2}|[〇○零Ｏ一二三四五六七八九]{4})",
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})",
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})",
)
DATE = re.compile(rf"{_Y}\s*年\s*{_M}\s*月\s*{_D}\s*日")
ISO_DATE = re.compile(r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")

KINDS = (
    "若干措施|实施意见|指导意见|工作方案|实施方案|行动方案|行动计划|三年行动|实施细则|措施|意见|办法|方案|规定|条例|细则|规划|计划|通知|公告|通告"
    "|决定|指南|规范|目录|要点|公报|决议|命令|规则|准则|制度|标准|程序|清单|纲要|宪法|法典|法|函|批复|通报|政策|规程|导则|指引|分工表|任务表|一览表|若干政策"
)
TITLE_TAIL = r"(?:[（(][^（()）]{1,20}[）)])*"
TITLE_END = re.compile(rf"(?:{KINDS}){TITLE_TAIL}$")
ANNEX = re.compile(rf"^附\s*(?:件|录|表)\s*[{CN}\d]{{0,3}}\s*[：:]?$")
ATTACHED = re.compile(rf"^附\s*件?\s*[{CN}\d]{{0,3}}\s*[：:]")
NOTE = re.compile(
    r"^(?:附注|注|备注|编者按|编注)\s*[：:].*[。）)]$|^【.*】$|^[（(](?:此件|信息公开|公开方式|公开属性|主动公开|依申请公开|不予公开)[^（()）]*[）)]$"
)
NOTE_HEAD = re.compile(r"^(?:附注|注|备注|编者按|编注)\s*[：:]")
COPIES = re.compile(r"^(?:抄\s*送|主\s*送|抄\s*报|分\s*送)\s*[：:]|印发\s*$")

BODY_END = r"(?:局|厅|委员会|委|办公厅|办公室|人民政府|政府|部|总署|署|院|中心|海关|银行|检察院|集团|管委会|管理委员会|总队|支队|编办|协会|学会|公司|大学|军区|党组)"
BODY_NAME = rf"[\u4e00-\u9fff（）()·]{{1,28}}{BODY_END}"
BODY = re.compile(rf"^{BODY_NAME}$")

NUMBER = re.compile(
    r"(?P<series>[A-Za-z\u4e00-\u9fff]{1,20})\s*[〔\[【（(]\s*(?P<year>(?:20|19)\d{2})\s*[〕\]】）)]\s*(?:第\s*)?(?P<running>[0-9]{1,5})\s*号"
)
ORDER = re.compile(r"(?P<series>[\u4e00-\u9fff]{2,30}令)?[\s(（]*第\s*(?P<running>\d{1,4})\s*号[)）]?")
YEARLY = re.compile(
    r"(?P<series>[\u4e00-\u9fff]{2,40}(?:公告|通告))?[\s(（]*(?P<year>(?:19|20)\d{2})\s*年\s*第\s*(?P<running>\d{1,4})\s*号[)）]?"
)


def head(line: str) -> re.Match[str] | None:
    """The number that opens a line as a unit of its own, or None."""
    for pattern in (ARTICLE, CHAPTER, ROMAN, PAREN, DIGIT, INNER):
        match = pattern.match(line)
        if match:
            refers = pattern in (ARTICLE, CHAPTER) and REFERENCE.match(line, match.end())
            return None if refers else match
    return None


def day(match: re.Match[str]) -> date | None:
    """The date of a DATE or ISO_DATE match; None if there is no such day."""
    year, month, dom = (value(group) for group in match.groups())
    try:
        return date(year or 0, month or 0, dom or 0)
    except ValueError:
        return None
