"""A sample policy and a sample law of our own, and the way from a text to a Document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.change import Change, Comparison, Status
from domain.document import Document, RawDocument, RawPart
from normalizer.normalize import normalize

POLICY = """青岚省药品监督管理局
青药监规〔2025〕3号
青岚省促进医用敷料产业提质增效若干措施
各市市场监督管理局：
为促进医用敷料产业提质增效，结合本省实际，制定以下措施。
一、夯实研发基础
（一）建设敷料中试平台。依托省级园区建设三处中试平台，对入驻团队减收两年场地费用。中试平台每年服务团队不少于20个。（省科技厅、省药监局按职责分工负责）
（二）组织联合攻关。围绕止血、抗菌、缓释等方向张榜求贤，单个课题资助80万元。课题成果可在省内优先试用。（省科技厅、省财政厅按职责分工负责）
（三）开放检测仪器。高校闲置检测仪器可向敷料企业开放，收费不高于成本。鼓励企业共建共用无菌检测室。（省教育厅、省科技厅按职责分工负责）
二、提速审查服务
（四）压缩首次审查时限。敷料类产品首次审查时限由60个工作日压缩至45个工作日，补正时间不计入时限。对连续三年无抽检不合格的企业实行免于重复现场核查。（省药监局负责）
（五）推行变更备案。包装规格变更由审批改为备案，自受理之日起10个工作日内办结。备案信息不包括商业秘密。（省药监局负责）
（六）设立辅导窗口。在县区设立辅导窗口，每周三开展集中答疑，疑难问题应当在五日内书面答复。（省药监局、省审批服务管理局按职责分工负责）
三、强化质量约束
（七）落实留样制度。敷料企业留样保存期不得少于三年，留样记录真实完整。出厂检验由企业质量负责人签字放行。（省药监局、省市场监管局按职责分工负责）
（八）开展飞行检查。对投诉集中的产品开展飞行检查，检查结果向社会公开。拒不整改的，处2万元以上5万元以下罚款。（省药监局、省公安厅按职责分工负责）
本措施自2025年8月1日起施行，有效期三年。
"""

LAW = """第一章 总则
第一条 为了规范渔港水域的泊位管理，保障船舶停泊秩序，制定本条例。
第二条 本省行政区域内渔港水域的泊位设置、使用和监督，适用本条例。
第三条 省渔业主管部门负责全省泊位监督工作，市、县渔业主管部门负责辖区内的具体工作。
第二章 泊位使用
第四条 船舶进港前应当申报泊位，申报内容包括船名、吃水和预计停留天数。
港口经营人收到申报后，应当在两小时内答复。
第五条 船舶不得占用应急通道停泊，因避风确需占用的，风力减弱后立即驶离。
第六条 连续停泊超过三十日的船舶，应当缴纳泊位占用费。占用费标准由省价格主管部门核定并公布。
第七条 船舶所有人对停泊期间的防火安全负责，配备相应的灭火器材。
第三章 法律责任
第八条 违反本条例第五条规定，占用应急通道的，责令驶离，处一千元罚款。
第九条 违反本条例第六条规定，逾期不缴纳占用费的，按日加收千分之一的滞纳金。
第十条 港口经营人未按第四条规定答复的，由渔业主管部门给予警告。
第四章 附则
第十一条 内河自用小船的停泊办法，由设区的市人民政府另行制定。
第十二条 本条例自2020年5月1日起施行。
"""


@pytest.fixture(scope="session")
def policy() -> str:
    return POLICY


@pytest.fixture(scope="session")
def law() -> str:
    return LAW


@pytest.fixture(scope="session")
def read() -> Callable[[str], Document]:
    """The document that the normalizer makes of a plain text."""
    return lambda text: normalize(RawDocument((RawPart(text.encode(), name="text.txt"),)))


def told(comparison: Comparison) -> list[tuple[str, list[int], list[int]]]:
    """The changes that are not ``unchanged`` as (status, old ordinals, new ordinals)."""
    return [(change.status.value, *_ordinals(change)) for change in comparison.changes if change.status is not Status.UNCHANGED]


def _ordinals(change: Change) -> tuple[list[int], list[int]]:
    return [ref.ordinal for ref in change.old], [ref.ordinal for ref in change.new]


@pytest.fixture(name="told", scope="session")
def told_fixture() -> Callable[[Comparison], list[tuple[str, list[int], list[int]]]]:
    return told
