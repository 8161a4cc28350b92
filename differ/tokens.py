"""Cut a folded text into the tokens of a diff.

What a reader takes as one thing is one token: a number with its unit, a date, a 文号, a 《》 title, a reference (第四十三条), the name of a
body. 40个工作日 -> 30个工作日 is then never shown as 4 -> 3. Everything else is cut into words by rjieba.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from differ.numbers import CHINESE

_UNITS = (
    "个?工作日|自然日|日历日|个?百分点|个?季度|个?月|个?小时|分钟|学时|周岁|岁|年|日|天|周|星期|[百千万亿]*元|平方米|平方公里|公里|千米|厘米|毫米|米|公顷|亩|吨|公斤|千克|毫克|克|毫升|升|"
    "%|‰|倍|批次|批|次|项|类|种|家|个|人|名|位|件|台|条|款|户|所|级|期|支|只|份|套|处|届|张|辆|座|间|场|门|例|万人次|人次"
)
_BODY_STEMS = (
    "药品监督管理|食品药品监督管理|食品药品监管|药品监管|药监|市场监督管理|市场监管|工商行政管理|质量技术监督|质量监督检验检疫|质监|卫生健康|卫生计生|卫生和计划生育|卫生行政|卫生|医疗保障|医保|"
    "财政|审计|税务|发展和改革|发展改革|工业和信息化|经济和信息化|经济信息化|经信|工信|科学技术|科技|商务|对外贸易|公安|国家安全|司法行政|司法|生态环境|环境保护|环保|自然资源|国土资源|"
    "农业农村|农业|林业和草原|林业|林草|人力资源社会保障|人力资源和社会保障|劳动保障|劳动|人事|教育|文化和旅游|文化|广播电视|新闻出版|交通运输|住房和城乡建设|住房城乡建设|建设|城乡规划|水利|水行政|"
    "应急管理|安全生产监督管理|消防救援|民政|民族|宗教|金融|证券监督管理|银行业监督管理|保险监督管理|海关|网信|互联网信息|知识产权|专利|中医药管理|中医药|行政审批服务|审批服务|政务服务|数据|"
    "电信|通信|体育|统计|铁路|民航|邮政|能源|国防科技工业|粮食|档案|国有资产监督管理|外汇管理"
)
_LEVEL = "(?:国务院|国家|县级以上|县级|设区的市级|省级|市级|地方|各级|人民政府|省|市|县|区|自治区|直辖市)"
_BODY = (
    rf"(?:{_LEVEL}(?:[、和]?{_LEVEL})*)?(?:{_BODY_STEMS})"
    r"(?:行政)?(?:主管|监督管理|管理)?(?:部门|总局|管理局|局|厅|委员会|委|机关|总署|署)"
)
_TOKEN = re.compile(
    r"(?P<title>《[^《》]{1,60}(?:《[^《》]{1,60}》[^《》]{0,60})*》)"
    rf"|(?P<item>\((?:[{CHINESE}]{{1,3}}|\d{{1,2}})\))"
    r"|(?P<docno>\[\d{4}\]第?\d+号)"
    rf"|(?P<date>(?:\d{{4}}|[〇零一二三四五六七八九]{{4}})年(?:(?:\d{{1,2}}|[{CHINESE}]{{1,3}})月(?:(?:\d{{1,2}}|[{CHINESE}]{{1,3}})日)?)?(?:年?[底末初])?|\d{{1,2}}月\d{{1,2}}日)"
    rf"|(?P<ref>第\(?(?:\d+|[{CHINESE}]+)\)?(?:编|章|节|条(?:之[{CHINESE}]+)?|款|项|目|类|级|期|届|次|号|批|产业)?)"
    rf"|(?P<share>(?:百|千|万)分之[{CHINESE}]+)"
    rf"|(?P<number>\d+(?:\.\d+)*(?:[-~]\d+(?:\.\d+)*)?(?:余|多)?(?:{_UNITS})?|(?<![统唯单同专万第惟逐])[{CHINESE}]+(?:余|多)?(?:{_UNITS})(?!律|切|定|致|体化|般|些))"
    rf"|(?P<body>{_BODY})"
    r"|(?P<word>(?:省|市|县|乡)级以[上下]|可(?:穿戴|降解|吸收|追溯|溯源|再生|持续|视化|及性|行性|移动|植入|注射|复制|控|靠)性?)"
    r"|(?P<latin>[A-Za-z][A-Za-z0-9/+.\-]*)"
)
_PUNCTUATION = frozenset('。,、;:!?()"[]《》<>.-·~/')


class Sort(StrEnum):
    """What a token is."""

    TITLE = "title"
    DOCUMENT_NUMBER = "docno"
    DATE = "date"
    REFERENCE = "ref"
    ITEM = "item"
    SHARE = "share"
    NUMBER = "number"
    BODY = "body"
    LATIN = "latin"
    WORD = "word"
    MARK = "mark"

    @property
    def numeric(self) -> bool:
        return self in (Sort.DATE, Sort.SHARE, Sort.NUMBER)


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` stands at ``start`` of the folded text. Tokens lie end to end and cover it."""

    text: str
    start: int
    sort: Sort

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokenize(text: str) -> list[Token]:
    """The tokens of a folded text, in order and without gaps."""
    tokens: list[Token] = []
    place = 0
    for match in _TOKEN.finditer(text):
        tokens.extend(_words(text[place : match.start()], place))
        tokens.append(Token(match.group(), match.start(), Sort(match.lastgroup or "word")))
        place = match.end()
    tokens.extend(_words(text[place:], place))
    return tokens


def _words(text: str, start: int) -> list[Token]:
    tokens: list[Token] = []
    from rjieba import cut  # its dictionary takes 0.1 s to load, and an unchanged page needs none

    for word in cut(text) if text else ():
        tokens.append(Token(word, start, Sort.MARK if word in _PUNCTUATION else Sort.WORD))
        start += len(word)
    return tokens
