"""Bodies of state under the names that papers give them: which names mean one body, and what its full name is.

省工信厅, 省工业和信息化厅 and (in 浙江) 省经信厅 are one kind of office; 市药品监管局 and 市药监局 are one body; 省环境保护厅 became
省生态环境厅. An edit that only exchanges such names changes nobody's duty. The normalizer and the differ read this table; to add
a body write one row, to add a renaming one entry of :data:`_REFORMS`. A name that is not here stands for itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Full name, then the stems it is written by (without level, and without the 局, 厅, 委 at the end). Sources: the State
# Council's and the provinces' plans of institutional reform of 2018 and 2023, and the mastheads of real papers.
_BODIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("药品监督管理局", ("药品监督管理", "药品监管", "药监")),
    ("市场监督管理局", ("市场监督管理", "市场监管")),
    ("卫生健康委员会", ("卫生健康", "卫健")),
    ("中医药管理局", ("中医药管理", "中医药")),
    ("疾病预防控制局", ("疾病预防控制", "疾控")),
    ("医疗保障局", ("医疗保障", "医保")),
    ("发展和改革委员会", ("发展和改革", "发展改革", "发改")),
    ("科学技术厅", ("科学技术", "科技", "科")),
    ("工业和信息化厅", ("工业和信息化", "工业信息化", "工信")),
    ("经济和信息化厅", ("经济和信息化", "经济信息化", "经信")),
    ("财政厅", ("财政",)),
    ("商务厅", ("商务",)),
    ("教育厅", ("教育", "教")),
    ("公安厅", ("公安",)),
    ("司法厅", ("司法",)),
    ("民政厅", ("民政",)),
    ("人力资源和社会保障厅", ("人力资源和社会保障", "人力资源社会保障", "人社")),
    ("自然资源厅", ("自然资源",)),
    ("规划和自然资源局", ("规划和自然资源", "规划自然资源", "规划资源")),
    ("生态环境厅", ("生态环境",)),
    ("住房和城乡建设厅", ("住房和城乡建设", "住房城乡建设", "住建")),
    ("交通运输厅", ("交通运输", "交通")),
    ("水利厅", ("水利",)),
    ("农业农村厅", ("农业农村",)),
    ("农牧厅", ("农牧",)),
    ("文化和旅游厅", ("文化和旅游", "文化旅游", "文旅")),
    ("应急管理厅", ("应急管理", "应急")),
    ("审计厅", ("审计",)),
    ("统计局", ("统计",)),
    ("林业和草原局", ("林业和草原", "林草")),
    ("知识产权局", ("知识产权",)),
    ("行政审批服务管理局", ("行政审批服务管理", "审批服务管理", "审批服务")),
    ("政务服务和数据管理局", ("政务服务和数据管理", "政务服务数据管理")),
    ("数据局", ("数据",)),
    ("地方金融管理局", ("地方金融管理", "地方金融监督管理", "地方金融监管", "金融管理")),
    ("国有资产监督管理委员会", ("国有资产监督管理", "国资")),
    ("外事办公室", ("外事",)),
    ("机构编制委员会办公室", ("机构编制委员会", "编")),
    ("网络安全和信息化委员会办公室", ("网络安全和信息化委员会", "网信")),
    ("宣传部", ("宣传",)),
    ("组织部", ("组织",)),
    ("税务局", ("税务",)),
)
_STEMS = {stem: full for full, stems in _BODIES for stem in stems}
_WHOLE = tuple(full for full, _ in _BODIES)
_KINDS = {"局": "局", "厅": "厅", "委": "委员会", "委员会": "委员会", "办": "办公室", "办公室": "办公室", "部": "部"}
_SAME_OFFICE = {"经济和信息化": "工业和信息化"}  # one office; Zhejiang, Sichuan, Shanghai, Chongqing and Beijing call it 经信
_MUNICIPALITIES = {"北京", "天津", "上海", "重庆"}
_NAME = re.compile(
    r"(?P<level>国家|(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区)|[\u4e00-\u9fff]{2,6}?(?:市(?!场)|自治州|州|盟|县|区))?(?:省委|市委|区委|省|市(?!场)|自治区|区|县)?)"
    r"(?P<stem>[\u4e00-\u9fff]+?)(?P<kind>委员会|办公室|[局厅委办部])$"
)

_REFORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("市场监督管理", ("工商行政管理", "质量技术监督", "质量监督检验检疫", "质量监督", "质监", "工商")),
    ("市场监管", ("工商", "质监", "质量技术监督")),
    ("药品监督管理", ("食品药品监督管理",)),
    ("药监", ("食药监", "食品药品监管")),
    ("药品监管", ("食品药品监管",)),
    ("卫生健康", ("卫生计生", "卫计", "卫生和计划生育", "卫生行政", "卫生")),
    ("生态环境", ("环境保护", "环保")),
    ("自然资源", ("国土资源",)),
    ("应急管理", ("安全生产监督管理",)),
    ("农业农村", ("农业",)),
    ("林业和草原", ("林业",)),
    ("林业草原", ("林业",)),
    ("文化和旅游", ("文化",)),
    ("人力资源社会保障", ("劳动保障", "劳动和社会保障", "人事")),
    ("人力资源和社会保障", ("劳动保障", "劳动和社会保障", "人事")),
    ("住房城乡建设", ("建设",)),
    ("住房和城乡建设", ("建设",)),
    ("工业和信息化", ("信息产业",)),
    ("发展改革", ("计划",)),
    ("商务", ("对外经济贸易", "外经贸")),
)
_COMPETENCES = sorted({stem for new, olds in _REFORMS for stem in (new, *olds)}, key=lambda stem: (-len(stem), stem))
_SUFFIX = re.compile(r"(?:行政)?(?:主管|监督管理|管理)?(?:部门|总局|管理局|局|厅|委员会|委|机关)$")
_LEVEL = re.compile(
    r"^(?:国务院|国家|县级以上|地方|各级|人民政府|设区的市级|县级|省级|市级|省|市(?!场)|县|区|自治区|直辖市|[、和])+"
)


@lru_cache(maxsize=4096)
def full_name(name: str, province: str | None = None) -> str:
    """The full name of a body: 省药监局 in 山西 is 山西省药品监督管理局; without a ``province`` 省药品监督管理局. Others as they are."""
    match = _NAME.match(name)
    full = _STEMS.get(match["stem"]) if match else None
    if not match or not full:
        return _placed(name, province) if name.startswith(("省", "市")) and name.endswith(_WHOLE) else name
    stem = re.sub(r"(?:局|厅|委员会|办公室|部)$", "", full)
    kind = full[len(stem) :] if match["kind"] == full[len(stem) :][:1] else _KINDS[match["kind"]]
    return _placed(match["level"] + stem + kind, province)


def _placed(name: str, province: str | None) -> str:
    """``name`` with its province before 省, or before 市 in a municipality."""
    if not province or name.startswith((province, "市场")):
        return name
    municipal = province in _MUNICIPALITIES
    return province + name if name.startswith("市" if municipal else "省") else name


def same_body(one: str, other: str, province: str | None = None) -> bool:
    """True if two names mean one office: 省工信厅, 省工业和信息化厅 and 省经信厅; never bodies of two levels."""
    return _office(one, province) == _office(other, province)


def renamed(old: str, new: str, province: str | None = None) -> bool:
    """True if ``new`` is ``old`` under another of its names, or under the one that a reform gave it (省工商局 -> 省市场监管局)."""
    return same_body(old, new, province) or _reformed(old, new)


def _office(name: str, province: str | None) -> str:
    full = full_name(name, province)
    for written, office in _SAME_OFFICE.items():
        full = full.replace(written, office)
    return full


def _reformed(old: str, new: str) -> bool:
    """True if a reform turned ``old`` into ``new``, at the same level."""
    levels = [match.group() if (match := _LEVEL.match(name)) else "" for name in (old, new)]
    return levels[0] == levels[1] and _stem(old[len(levels[0]) :]) in dict(_REFORMS).get(_stem(new[len(levels[1]) :]), ())


def _stem(name: str) -> str:
    """What a body is competent for, as :data:`_REFORMS` writes it: the longest name it begins with, or the name without its suffix."""
    return next((stem for stem in _COMPETENCES if name.startswith(stem)), _SUFFIX.sub("", name))
