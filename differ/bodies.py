"""Bodies of state that a reform renamed: an edit that only follows such a reform changes nobody's duty.

The pairs are those of the State Council's institutional reforms since 2003; a pair that is not here is taken for a change of competence.
"""

from __future__ import annotations

import re

_REFORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("市场监督管理", ("工商行政管理", "质量技术监督", "质量监督检验检疫", "质监", "工商")),
    ("市场监管", ("工商", "质监", "质量技术监督")),
    ("药品监督管理", ("食品药品监督管理",)),
    ("药监", ("食药监", "食品药品监管")),
    ("药品监管", ("食品药品监管",)),
    ("卫生健康", ("卫生计生", "卫生和计划生育", "卫生行政", "卫生")),
    ("生态环境", ("环境保护", "环保")),
    ("自然资源", ("国土资源",)),
    ("应急管理", ("安全生产监督管理",)),
    ("农业农村", ("农业",)),
    ("林业和草原", ("林业",)),
    ("文化和旅游", ("文化",)),
    ("人力资源社会保障", ("劳动保障", "劳动和社会保障", "人事")),
    ("人力资源和社会保障", ("劳动保障", "劳动和社会保障", "人事")),
    ("住房城乡建设", ("建设",)),
    ("住房和城乡建设", ("建设",)),
    ("工业和信息化", ("信息产业",)),
    ("发展改革", ("计划",)),
    ("商务", ("对外经济贸易", "外经贸")),
)
_SUFFIX = re.compile(r"(?:行政)?(?:主管|监督管理|管理)?(?:部门|总局|管理局|局|厅|委员会|委|机关)$")
_LEVEL = re.compile(
    r"^(?:国务院|国家|县级以上|地方|各级|人民政府|设区的市级|县级|省级|市级|省|市(?!场)|县|区|自治区|直辖市|[、和])+"
)


def renamed_by_reform(old: str, new: str) -> bool:
    """True if ``new`` is the name that a reform gave to ``old``, at the same level (省工商局 -> 省市场监管局)."""
    levels = [match.group() if (match := _LEVEL.match(name)) else "" for name in (old, new)]
    return levels[0] == levels[1] and _stem(old[len(levels[0]) :]) in dict(_REFORMS).get(_stem(new[len(levels[1]) :]), ())


def _stem(name: str) -> str:
    for stem, _ in sorted(_REFORMS, key=lambda reform: -len(reform[0])):
        if name.startswith(stem):
            return stem
    return _SUFFIX.sub("", name)
