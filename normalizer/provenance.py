"""How near a text is to its issuer, where the source does not say: by host, else by the marks that a medium leaves in its pages.

The host decides by list, never the looks of a page. A file has no host; the marks of a newspaper or portal round the text, a
reporter's name or a reader's aid such as pinyin notes still tell a reprint. Without any of these nothing is claimed.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from domain.document import Basis, PublicationLevel, RawDocument, Repair, Stated
from normalizer.fields import Frame

_OFFICIAL = ("gov.cn",)
_MEDIA = (
    "people.com.cn", "people.cn", "xinhuanet.com", "news.cn", "cctv.com", "cctv.cn", "chinanews.com.cn", "thepaper.cn", "cnr.cn", "gmw.cn", "ce.cn",
    "sina.com.cn", "sohu.com", "163.com", "qq.com", "ifeng.com", "toutiao.com", "baidu.com", "cnpharm.com", "jiemian.com", "china.com.cn", "chinadaily.com.cn",
)  # fmt: skip
_MIRROR = (
    "pkulaw.com", "law-lib.com", "110.com", "lawtime.cn", "faxin.cn", "docin.com", "doc88.com", "360doc.com", "book118.com", "ouryao.com", "yaozh.com",
    "pharmcube.com", "cirs-group.com", "waizi.org.cn", "chinalawinfo.com",
)  # fmt: skip
_MEDIUM = re.compile(
    r"人民网|新华网|新华社|央视网|中国新闻网|中新网|光明网|央广网|澎湃新闻|搜狐|新浪网|网易|腾讯网|凤凰网|今日头条|百家号|微信公众号|中国医药报"
    r"|[\u4e00-\u9fff]{2,6}(?:晚报|日报|早报|晨报|都市报)|本报记者|记者[：:]"
)
_BYLINE = re.compile(
    r"《[\u4e00-\u9fff]{2,8}(?:报|网|新闻)》[（(][\u4e00-\u9fff·、 ]{2,16}[）)]|[（(](?:本报)?记者[\u4e00-\u9fff 、]{2,16}[）)]|^(?:据|摘自|转自|来源[：:])《?[\u4e00-\u9fff]{2,8}(?:报|网|社)》?$"
)
_EDGE = 5  # lines at either end of the text in which a byline can stand
_ANNOTATED = 20  # pinyin notes taken off: only reading aids of mirrors carry any


def level(raw: RawDocument, frame: Frame, repairs: tuple[Repair, ...]) -> tuple[PublicationLevel, Stated | None]:
    """The level of publication, and what it was told by if it was not the source."""
    if raw.level is not PublicationLevel.UNKNOWN:
        return raw.level, None
    url = raw.parts[0].url if raw.parts else None
    if url and (found := _by_host((urlsplit(url).hostname or "").lower())):
        return found, Stated("level", Basis.INFERRED, url)
    gone = [repair.before for repair in repairs if repair.kind == "furniture"]
    lines = frame.body.split("\n")
    for line in (*gone, *lines[:_EDGE], *lines[-_EDGE:]):
        if _BYLINE.search(line) or (len(line) <= 40 and line in gone and _MEDIUM.search(line)):
            return PublicationLevel.MEDIA, Stated("level", Basis.INFERRED, line[-40:])
    notes = sum(repair.kind == "pinyin" for repair in repairs)
    if notes >= _ANNOTATED:
        return PublicationLevel.MIRROR, Stated("level", Basis.INFERRED, f"{notes} pinyin notes")
    return PublicationLevel.UNKNOWN, None


def _by_host(host: str) -> PublicationLevel | None:
    for hosts, found in (
        (_MEDIA, PublicationLevel.MEDIA),
        (_MIRROR, PublicationLevel.MIRROR),
        (_OFFICIAL, PublicationLevel.OFFICIAL),
    ):
        if any(host == known or host.endswith("." + known) for known in hosts):
            return found
    return None
