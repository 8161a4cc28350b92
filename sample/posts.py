"""Everything a regulator shows on a day, as rows in the order of its listing: one row pinned on top, the rest not quite by date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sample.calendar import published_on, text_on
from sample.notices import notice
from sample.regulators import BEIYUAN, CANGHAI, NANYU, YUNLING, Regulator
from sample.text import Block, Kind, Text


class Place(StrEnum):
    """Where the page behind a row lives. The folder of a page never says in which column it was listed."""

    OWN = "own"
    OTHER = "other"  # another column of the same site
    FORBIDDEN = "forbidden"  # a folder that robots.txt disallows
    EXTERNAL = "external"  # another host


@dataclass(frozen=True, slots=True)
class Post:
    """One row and the page behind it. ``serial`` is the number the CMS gave it, ``listed`` the date printed in the row."""

    text: Text
    serial: int
    listed: date
    place: Place = Place.OWN

    @property
    def key(self) -> str:
        return self.text.key

    @property
    def reading(self) -> bool:
        """True for an interpretation."""
        return any(self.key in keys for keys in READINGS.values())

    @property
    def created(self) -> date:
        """The day in the address: when the page was made in the CMS, often some days before it was published."""
        return self.text.published.date() - timedelta(days=self.serial % 4)


PAPERS = {
    YUNLING: ("yunling_main", "yunling_retail"),
    CANGHAI: ("canghai_main", "canghai_recall"),
    BEIYUAN: ("beiyuan_cover", "beiyuan_devices"),
    NANYU: ("nanyu_main", "nanyu_priority"),
}
READINGS = {
    "yunling_main": ("yunling_reading",),
    "canghai_main": ("canghai_reading",),
    "beiyuan_cover": ("beiyuan_reading", "beiyuan_picture"),
    "nanyu_main": ("nanyu_reading",),
}
NOTICES = {YUNLING: 15, CANGHAI: 16, BEIYUAN: 14, NANYU: 16}
NEVER = "本页不对外开放，抓取程序不应到达这里，若在存档中见到这段话即为违反网站爬取协议。"
STRAYS = (
    ("wechat", Place.EXTERNAL, date(2026, 8, 14), "一图看懂药品安全知识竞赛获奖名单"),
    ("internal", Place.FORBIDDEN, date(2026, 6, 3), "内部学习资料汇编目录"),
)


def posts_on(regulator: Regulator, day: int) -> list[Post]:
    """All posts of a regulator on a day, in the order of its listing."""
    posts = sorted(_posts(regulator, day), key=lambda post: (post.key != regulator.pinned, -post.listed.toordinal()))
    for place in range(4, len(posts) - 2, 6):  # rows added late stand where an editor left them
        posts.insert(place, posts.pop(place + 2))
    return posts


def readings_of(posts: list[Post], document: str) -> list[Post]:
    """The interpretations of a document, in the order its page links them."""
    wanted = READINGS.get(document, ())
    return [post for key in wanted for post in posts if post.key == key]


def _posts(regulator: Regulator, day: int) -> Iterator[Post]:
    base = int(regulator.code[-4:]) * 1000
    for position, key in enumerate(PAPERS[regulator]):
        if published_on(key) <= day:
            text = text_on(key, day)
            yield Post(text, base + 11 + position * 130, _listed(text))
            for offset, reading in enumerate(READINGS.get(key, ())):
                yield Post(text_on(reading, day), base + 57 + offset * 3, _listed(text_on(reading, day)), Place.OTHER)
    for position in range(NOTICES[regulator]):
        text = notice(regulator, position)
        yield Post(text, base + 900 - position * 7, _listed(text), Place.OTHER if position % 5 == 3 else Place.OWN)
    for offset, (name, place, made, title) in enumerate(STRAYS):
        yield Post(_stray(regulator, name, made, title), base + 701 + offset, made, place)


def _listed(text: Text) -> date:
    """Rows print the day of publication, or the next one for what came out after five in the afternoon."""
    return (text.published + timedelta(hours=7)).date()


def _stray(regulator: Regulator, name: str, made: date, title: str) -> Text:
    """A page that must never be fetched; its words say so, should a test find them."""
    return Text(
        key=f"{regulator.key}_{name}",
        title=f"{regulator.province}{title}",
        issuer=regulator.authority,
        written=made,
        published=datetime.combine(made, time(9)),
        blocks=(Block(Kind.PARAGRAPH, NEVER * 3),),
    )
