"""The papers that the sites of the fault tests publish: our own words, printed in canonical form, so that a text can be held to the character."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

DIGITS = "零一二三四五六七八九"
ITEMS = (
    "（{}）压缩注册检验时限。将二类医疗器械注册检验时限由60个工作日压缩至45个工作日，急需产品随到随检。（责任单位：省药监局）",
    "（{}）提前介入指导。对列入清单的在研品种，①一次性告知申报要求，②全程跟踪审评进度，③每月会商一次。（责任单位：省药监局、省科技厅）",
    "（{}）支持创新转化。对首次获批上市的创新药，给予不超过500万元奖励，同一企业每年累计不超过2000万元。（责任单位：省财政厅）",
    "（{}）优化生产许可。药品生产许可证变更事项由20个工作日办结缩短为10个工作日办结，不涉及现场检查的当日办结。（责任单位：省药监局）",
    "（{}）规范网络销售。药品网络销售企业应当展示许可证信息，不得以买药品赠药品的方式销售处方药。（责任单位：省药监局、省市场监管局）",
    "（{}）推进智慧监管。鼓励疫苗、血液制品生产企业采用信息化手段如实记录生产、检验数据，保存期限不少于5年。（责任单位：省药监局）",
    "（{}）加强中药质量。支持道地药材产地初加工，建设3个以上规范化种植基地，探索中药材追溯体系。（责任单位：省农业农村厅）",
    "（{}）便利群众购药。支持药品零售企业夜间售药，在偏远乡镇设置便民药柜，由执业药师远程审方。（责任单位：省药监局、省商务厅）",
)
INSERTED = "（{}）扩大临床供给。支持省内三级医院设立临床试验专用床位，2026年底前达到800张以上。（责任单位：省卫生健康委）"
HEADINGS = {0: "一、提高审评审批效率", 4: "二、加强全过程监管"}


def numeral(number: int) -> str:
    """A number below 1000 in Chinese."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += f"{DIGITS[tens] if hundreds or tens > 1 else ''}十"
    elif hundreds and ones:
        words += "零"
    return words + (DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as its page prints it: the title above the box, the lines in it."""

    title: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """What the canonical text must be."""
        return "\n".join(self.lines)

    def edited(self, edit: Callable[[str], str]) -> Paper:
        return replace(self, lines=tuple(map(edit, self.lines)))


def policy(number: int, extra: int | None = None) -> Paper:
    """A policy of eight measures; ``extra`` puts another one before the measure with that index, and the rest slide on."""
    items = list(ITEMS)
    if extra is not None:
        items.insert(extra, INSERTED)
    lines = [f"测药监规〔2025〕{number}号", "各市药品监督管理部门，局机关各处室：", "为支持医药产业高质量发展，制定以下措施。"]
    for place, item in enumerate(items):
        if place in HEADINGS:
            lines.append(HEADINGS[place])
        lines.append(item.format(numeral(place + 1)))
    lines += [
        "本措施自2026年1月1日起施行。联系人：王喆、陈䶮，联系电话：0999-8765432。",
        "测试省药品监督管理局",
        "2025年11月3日",
    ]
    return Paper(f"关于支持第{numeral(number)}批医药产业项目的若干措施", tuple(lines))


def notice(number: int) -> Paper:
    """A short announcement without a measure of its own."""
    lines = (
        f"测药监公告〔2025〕{number}号",
        f"根据监督抽检计划，我局组织开展了第{numeral(number)}批药品监督抽检，共抽检药品126批次，其中125批次符合规定，1批次不符合规定。",
        "对抽检发现的问题，我局已责令相关企业停止销售、召回产品，并依法立案调查。联系人：王喆、陈䶮。",
        "特此公告。",
        "测试省药品监督管理局",
        "2025年10月20日",
    )
    return Paper(f"关于第{numeral(number)}批药品监督抽检结果的公告", lines)


ANNEX = (
    "附件：支持事项清单",
    "序号一：创新药首次获批奖励，由省财政厅兑现，每年3月集中受理一次。",
    "序号二：注册检验绿色通道，由省药监局办理，全年受理。",
)
