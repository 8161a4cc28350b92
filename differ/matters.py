"""What a single sentence is about: the glossary of :mod:`differ.concepts`, finer where a measure's subject holds several commitments.

A concept tells which measures may be counterparts; a commitment is narrower. Where one of the finer ways of writing below is found, it
stands for the broader concepts it names. To add one, write a line of :data:`FINER`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from differ.concepts import CONCEPTS, concepts
from differ.fold import fold
from differ.modal import word_set
from domain.text import Span


@dataclass(frozen=True, slots=True)
class Finer:
    """Ways of writing a commitment, the ``broader`` concepts it is one of, and those that its words only happen to name ``besides``."""

    words: str
    broader: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()


FINER: dict[str, Finer] = {
    "首次注册时限": Finer("首次注册", ("前置指导与跟踪",)),
    "变更注册": Finer("变更注册", ("并联与联合办理", "上市后变更管理")),
    "延续注册": Finer("延续注册", ("并联与联合办理",)),
    "临床急需优先审批": Finer("临床急需.{0,16}优先(?:审评|审批)", ("临床急需产品", "优先审评审批")),
    "临床急需产品检验": Finer(
        "临床急需.{0,24}(?:即收即检|检验|绿色通道)|即收即检", ("临床急需产品", "优先与即收即检"), ("优先审评审批", "检验时限")
    ),
    "优先注册检验": Finer("优先.{0,4}注册检验|检验.{0,4}绿色通道|优先检验", ("优先与即收即检",), ("优先审评审批",)),
    "急需药械临时进口": Finer("临时进口|先行进口", ("临床急需产品",), ("罕见病药械",)),
    "罕见病用药检验": Finer("罕见病.{0,8}(?:检验|抽检)", ("罕见病药械",)),
    "罕见病药械配备": Finer("罕见病.{0,24}配备|配备.{0,12}罕见病", ("罕见病药械",), ("创新药械入院",)),
    "新目录药品配备": Finer("目录.{0,14}(?:公布|发布)后?.{0,6}[内后]|药事会", ("创新药械入院",), ("医保支付范围",)),
    "品种与信用档案": Finer("(?:品种|信用).{0,4}档案", ("信用监管",)),
    "高价值专利培育": Finer("高价值专利", ("专利培育与运用",)),
    "专利导航": Finer("专利导航", ("专利培育与运用",), ("注册指导服务站",)),
    "专利快速审查": Finer("快速(?:预审|审查|维权)", ("专利培育与运用", "知识产权保护"), ("临床试验机构管理",)),
    "海外知识产权维权": Finer("(?:海外|走出去).{0,10}知识产权|海外.{0,6}维权", ("知识产权保护",), ("企业出海",)),
    "中药制剂向新药转化": Finer("制剂.{0,24}(?:新药|创新药)", ("医疗机构制剂",)),
    "放射性药品检验": Finer("放射性.{0,6}检验", ("放射性药品",), ("检验能力建设",)),
    "中药标准研究": Finer(
        "(?:中药|中医|道地药材|饮片).{0,14}标准", ("标准制修订",), ("中药材GAP", "中药配方颗粒", "中药饮片与代煎")
    ),
    "前沿器械标准": Finer("(?:人工智能|机器人|脑机接口|前沿).{0,60}标准化", ("标准制修订", "前沿医疗器械")),
    "血液制品信息化": Finer("血液制品.{0,40}信息化", ("血液制品", "生产检验信息化"), ("疫苗",)),
    "真实世界证据": Finer("真实世界|人用经验", (), ("科技成果转化", "创新药械入院")),
    "核查与GMP检查合并": Finer(
        "(?:核查|许可检查).{0,30}(?:符合性检查|GMP)", ("注册核查与GMP检查", "合并联合检查"), ("生产场地变更",)
    ),
    "共线生产风险防控": Finer("共线生产", (), ("上市后风险监测",)),
    "检验技术服务平台": Finer("(?:技术|公共|检验)服务平台|产品安全评价", (), ("上市后风险监测", "前沿医疗器械")),
    "网络销售监管": Finer("网络(?:交易|销售)|第三方平台|网售", (), ("智慧监管", "化妆品")),
    "临床试验数据监管": Finer("临床试验.{0,8}监管平台", (), ("智慧监管",)),
    "临床试验启动": Finer("(?:临床试验|临床研究).{0,10}(?:启动|用时|入组)", (), ("临床试验机构管理",)),
    "创新药械挂网": Finer("挂网", (), ("优先审评审批",)),
    "出口销售证明": Finer("销售证明|出口.{0,4}证明"),
    "医院自研体外诊断": Finer("自行研制.{0,8}体外诊断|LDT", (), ("临床试验机构管理", "创新药械入院")),
    "减免临床试验": Finer("(?:减免|免于|豁免).{0,4}临床", (), ("减免现场检查",)),
    "前沿器械审评要点": Finer("审评要点|算法.{0,6}评价", ("前沿医疗器械",), ("人工智能辅助监管",)),
    "中药代煎": Finer("代煎", ("中药饮片与代煎",), ("企业数智化转型",)),
    "研审与研检联动": Finer("研审联动|研检联动|预查预检", ("前置指导与跟踪",), ("人工智能辅助监管",)),
    "仿制药前置与立卷": Finer("仿制药.{0,16}(?:前置|立卷|技术审评)", ("仿制药",), ("前置指导与跟踪", "药品补充申请")),
    "重大变更前置服务": Finer("变更.{0,20}前置", ("上市后变更管理",), ("前置指导与跟踪", "注册核查与GMP检查", "生产场地变更")),
    "合同研发生产服务": Finer("CDMO|合同研发", ("委托生产",)),
    "委托生产监管": Finer("(?:委托|受托).{0,14}监管", ("委托生产",), ("药品分段生产",)),
    "检验能力建设": Finer("检验(?:检测)?(?:能力|能级)|检验.{0,8}(?:扩项|参数|资质)"),
    "第三方检验机构": Finer("第三方.{0,10}检验", ("检验能力建设",)),
    "检验国际认可": Finer("国际.{0,6}(?:组织|检测)?认(?:可|证)机构|国际权威", ("检验能力建设",), ("企业出海",)),
    "提供技术支撑": Finer("提供.{0,8}技术支撑", (), ("技术支撑机构",)),
    "上市后变更管理": Finer("上市.{0,8}变更|变更管理|中等变更|重大变更|变更.{0,4}(?:分级|风险)"),
    "人员与设施配备": Finer("配备.{0,16}(?:人员|设备|装置|药师|设施|仪器|药柜)", (), ("创新药械入院",)),
    "三级协同监管": Finer("三级协同", ("属地与党政责任",)),
    "智能仓储": Finer("智能仓储", (), ("多仓与现代物流",)),
    "补充申请审评改革": Finer("补充申请.{0,16}(?:改革|时限)|补充申请审评审批.{0,16}试点", ("药品补充申请",)),
}
"""What a sentence may commit to within a concept, by name."""

OBJECTS = word_set(
    "专利培育与运用 知识产权保护 前沿医疗器械 临床急需产品 罕见病药械 中药饮片与代煎 儿童用药 仿制药 疫苗 化妆品 "
    "放射性药品 血液制品 原料药 中药材GAP 医疗机构制剂 区域监管协同 人才培养 产业集群与园区 信用监管 违法查处与执法 进口通关 "
    "药品补充申请 注册核查与GMP检查"
)
"""Concepts that name what an undertaking concerns (a product, a place) more than what is done: sharing one alone joins no two acts."""

PARAMETERS = frozenset({"检验时限"})
"""Concepts that only say how much or how fast: in a clause that does not turn to another object they belong to what was said before."""

_COMPILED = {name: (re.compile(one.words), (*one.broader, *one.besides)) for name, one in FINER.items()}


def matters(folded: str) -> frozenset[str]:
    """What a folded clause or sentence is about."""
    finer = {name: broader for name, (pattern, broader) in _COMPILED.items() if pattern.search(folded)}
    covered = {name for broader in finer.values() for name in broader}
    return frozenset(finer) | (concepts(folded) - covered)


def mention(matter: str, text: str, span: Span) -> Span | None:
    """Where a range of text first names a matter."""
    pattern = FINER[matter].words if matter in FINER else CONCEPTS[matter]
    folded = fold(span.of(text))
    found = re.search(pattern, folded.text)
    return Span(*folded.original(*found.span())).shift(span.start) if found else None


def around(matter: str | None) -> frozenset[str]:
    """A matter with the broader ones it is one of and the finer ones that are one of it; nothing for None."""
    if matter is None:
        return frozenset()
    broader = FINER[matter].broader if matter in FINER else ()
    return frozenset({matter, *broader, *(name for name, finer in FINER.items() if matter in finer.broader)})
