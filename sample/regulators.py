"""Who the four are. Site codes begin with 91 to 94, which no real province has."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Regulator:
    """One authority and its site. ``listing`` is the path of the watched column, ``domain`` what its metas claim.

    ``script`` is ``t`` where everything is published in Traditional characters, ``charset`` how pages are encoded,
    ``validators`` whether ETag and Last-Modified are sent for static pages. ``pinned`` is the key of the row kept on top.
    """

    key: str
    province: str
    authority: str
    channel: str
    family: str
    code: str
    domain: str
    listing: str
    pinned: str
    charset: str = "utf-8"
    script: str = "s"
    validators: bool = False
    per_page: int = 10
    options: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def id(self) -> str:
        """The source id."""
        return f"{self.key}_mpa"


YUNLING = Regulator(
    key="yunling",
    province="云岭",
    authority="云岭省药品监督管理局",
    channel="规范性文件",
    family="trs_wcm",
    code="9100000012",
    domain="mpa.yunling.example",
    listing="/zwgk/zcwj/index.html",
    pinned="yunling_retail",
    charset="gb2312",
    validators=True,
    per_page=9,
)
CANGHAI = Regulator(
    key="canghai",
    province="沧海",
    authority="沧海省药品监督管理局",
    channel="政策文件",
    family="hanweb_jpage",
    code="9200000034",
    domain="yjj.canghai.example",
    listing="/col/col5127/index.html",
    pinned="canghai_main",
    script="t",
    validators=True,
    per_page=3,
)
BEIYUAN = Regulator(
    key="beiyuan",
    province="北原",
    authority="北原省药品监督管理局",
    channel="行政规范性文件",
    family="hanweb_jpaas",
    code="9300000056",
    domain="mpa.beiyuan.example",
    listing="/col/col3301288/index.html",
    pinned="beiyuan_notice_3",
    per_page=8,
    options={"page_size": "8"},
)
NANYU = Regulator(
    key="nanyu",
    province="南屿",
    authority="南屿省药品监督管理局",
    channel="政策法规",
    family="gd_gkmlpt",
    code="9400000078",
    domain="mpa.nanyu.example",
    listing="/gkmlpt/index",
    pinned="nanyu_priority",
    per_page=10,
    options={"category": "3051"},
)
REGULATORS = (YUNLING, CANGHAI, BEIYUAN, NANYU)
