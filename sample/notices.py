"""The short papers that fill a listing: templates of ``texts/notices.txt`` with names, dates and numbers put in.

Everything is worked out from the regulator and the position, so that a site is the same on every machine and day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from sample.regulators import Regulator
from sample.text import FOLDER, Block, Kind, Text

NEWEST = date(2026, 10, 27)  # the last notice before the calendar begins


@dataclass(frozen=True, slots=True)
class Names:
    """What the notices of one province speak of."""

    cities: tuple[str, ...]
    firms: tuple[str, ...]
    products: tuple[str, ...]


NAMES = {
    "yunling": Names(
        ("岭安市", "澜河州", "翠谷县"),
        ("百草堂医药有限公司", "澜河生物制品厂", "岭安康复器械有限公司"),
        ("超声骨刀", "凝血分析仪", "可降解封堵器"),
    ),
    "canghai": Names(
        ("望海市", "潮东市", "盐渚县"),
        ("望海海藻科技有限公司", "潮东医用材料厂", "碧湾医药有限公司"),
        ("壳聚糖止血海绵", "电子支气管镜", "血糖试条"),
    ),
    "beiyuan": Names(
        ("青原市", "朔川市", "白桦旗"),
        ("朔川蒙药制剂厂", "青原医疗装备有限公司", "白桦医药连锁有限公司"),
        ("便携式除颤仪", "低温治疗毯", "动物源性补片"),
    ),
    "nanyu": Names(
        ("椰港市", "珠崖县", "月湾市"),
        ("椰港生物医药有限公司", "珠崖南药饮片厂", "月湾美容器械有限公司"),
        ("射频皮肤治疗仪", "人工角膜", "疟原虫检测试剂"),
    ),
}


@cache
def templates() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(title, paragraphs) of every template, in file order."""
    blocks = (FOLDER / "notices.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return tuple((title.removeprefix("= "), tuple(rest)) for title, *rest in (block.splitlines() for block in blocks))


def notice(regulator: Regulator, position: int) -> Text:
    """The notice number ``position`` (from 0, newest first) of a regulator; key ``<regulator>_notice_<position>``."""
    salt = int(regulator.code[-2:])
    written = NEWEST - timedelta(days=position * (17 + salt % 5) + salt % 7)
    title, paragraphs = templates()[(position * 5 + salt) % len(templates())]
    words = _words(regulator, position, written)
    body = [Block(Kind.PARAGRAPH, line.format_map(words)) for line in paragraphs]
    return Text(
        key=f"{regulator.key}_notice_{position}",
        title=title.format_map(words),
        issuer=regulator.authority,
        written=written,
        published=datetime.combine(written, time(9 + position % 8, 7 * position % 60)),
        blocks=(*body, Block(Kind.RIGHT, regulator.authority), Block(Kind.RIGHT, chinese_date(written))),
        attachment="register" if "{attachment}" in paragraphs else "",
    )


def _words(regulator: Regulator, position: int, written: date) -> dict[str, str]:
    names = NAMES[regulator.key]
    salt = position + int(regulator.code[-2:])
    return {
        "authority": regulator.authority,
        "province": regulator.province,
        "city": names.cities[salt % 3],
        "firm": names.firms[(salt + 1) % 3],
        "product": names.products[salt % 3],
        "date": chinese_date(written + timedelta(days=12)),
        "year": str(written.year),
        "quarter": "一二三四"[(written.month - 1) // 3],
        "festival": _festival(written),
        "n": str(3 + salt % 17),
        "m": str(2 + salt % 4),
        "a": str(310 + salt * 7),
        "b": str(5 + salt % 9),
        "attachment": "{attachment}",
    }


def _festival(day: date) -> str:
    """The next public holiday after a day, with its year."""
    coming = ((2, "春节"), (4, "清明节"), (5, "劳动节"), (6, "端午节"), (9, "中秋节"), (10, "国庆节"))
    name = next((name for month, name in coming if month > day.month), "")
    return f"{day.year}年{name}" if name else f"{day.year + 1}年元旦"


def chinese_date(day: date) -> str:
    """``2026年6月2日``, as papers print it."""
    return f"{day.year}年{day.month}月{day.day}日"
