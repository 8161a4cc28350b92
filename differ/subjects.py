"""What a measure is about: its topics (主题) and the products it concerns (产品), by a weighted glossary.

A topic scores what its words weigh, in the title :data:`TITLE` times as much; the best is the main topic and stands first. To teach
it a word, put it into a row of :data:`_TOPICS`; ``python -m bench.score_subjects`` prints what that does to the labelled texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

TITLE = 2.5
"""How much more a word says in the title than in the body."""
SECTION = 0.5
"""How much a word of the heading above counts: it names what a whole chapter is about, not this measure."""
LEAST = 3.0
"""The score from which a measure is about a topic: three common words, or one that only this topic has."""
BESIDE = 0.27
"""The share of the main topic's score that a further topic must reach. LEAST and BESIDE were chosen on the labelled texts: a grid
of 2..5 and 0.2..0.6 (``bench.score_subjects --grid``) is flat around them."""
PASSING = 0.2
"""A product named less often than this share of the most named one is only named in passing."""
MOST = 3
"""Topics of one measure: with more it is filed everywhere and found nowhere."""

# Topic, then rows of (weight, ways of writing). 3: only this topic has it; 2: telling; 1: common, says something only beside others.
_TOPICS: tuple[tuple[str, tuple[tuple[float, str], ...]], ...] = (
    (
        "研发攻关与成果转化",
        (
            (
                3,
                "揭榜挂帅|关键(?:核心)?技术攻关|协同攻关|联合攻关|产学研|成果转化|概念验证|中试|药物发现|重点实验室|新型研发机构",
            ),
            (
                2,
                "(?:赋能|应用于).{0,12}研发|临床前研究|研发创新|协同创新|创新平台|创新中心|工程研究中心|基础研究|科技(?:计划|重大)专项",
            ),
            (1, "研发|攻关|科研|转化|大模型|原创|创新高地"),
        ),
    ),
    (
        "产业扶持与集群招商",
        (
            (3, "技改资金|技术改造|产业集群|产业集聚|招商|招引|首台套|股权投资|产业基金|奖补|链长|链主|重点工程"),
            (2, "园区|产业化|财政|基金|融资|贷款|补助|资助|奖励|共享共用|设施设备|集约|高端化|绿色化"),
            (1, "资金|投资|项目|扶持|培育|上市培育|龙头企业"),
        ),
    ),
    (
        "临床试验与伦理",
        (
            (
                3,
                "伦理(?:审查|协作|委员会)|国际多中心|多中心临床|临床试验(?:机构|审评|启动|质量|质效|管理)|临床研究(?:启动|中心)|研究型医院|受试者",
            ),
            (2, "临床试验|伦理|临床研究|GCP|早期临床|入组"),
        ),
    ),
    (
        "审评审批与前置服务",
        (
            (
                3,
                "审评审批(?:机制|服务|质效|程序|时限|质量)|前置(?:指导|服务)|跨前|提前介入|优先审[评批]|特别审[查批]|预审查?(?!员)|预查|服务(?:工作)?站",
            ),
            (
                3,
                "(?:品种|项目|服务|产品).{0,6}清单|一品一策|容缺|并联|同审同办|研审联动|研检联动|审批时限|立卷审查|联合办理|即到即审",
            ),
            (
                2,
                "审评审批|技术审评|审评|全程跟踪|主动对接|专班|靠前服务|事前辅导|沟通交流|注册(?:申报|审评|指导)|首次注册|变更注册|全程网办|一网通办",
            ),
            (1, "审批|受理|注册|许可"),
        ),
    ),
    (
        "上市后变更与生产模式",
        (
            (
                3,
                "上市后变更|已上市.{0,6}变更|场地变更|变更生产场地|补充申请|分段生产|连续(?:制造|生产)|委托生产|受托生产|CDMO|再注册",
            ),
            (3, "(?:进口|境外|省外|外省).{0,16}(?:转入|转移|迁入|转本地|本地化|转产|生产转)|批量转产|共线生产|变更注册"),
            (2, "变更管理|上市许可持有人|生产场地|委托研发"),
            (1, "变更|委托|转产"),
        ),
    ),
    (
        "注册检验与批签发",
        (
            (
                3,
                "注册检验|批签发|即收即检|检验用量|每批次用量|检验批次|检验(?:检测)?能力|检验时限|扩项|检验(?:检测)?(?:机构|平台|服务)",
            ),
            (2, "检验检测|检验周期|通关检验|抽检模式|技术服务平台|检验绿色通道"),
            (1, "检验|抽样|全项"),
        ),
    ),
    (
        "检查核查与执法责任",
        (
            (
                3,
                "(?:合并|联合|远程|行政|监督|飞行|执法|许可|综合|现场)检查|检查频次|符合性检查|分级分类监管|主体责任|属地(?:管理)?责任|党政同责|约谈|全覆盖",
            ),
            (3, "执法(?:检查|协同|办案)?|违法违规|严厉打击|行政处罚|信用(?:等级|分级|惩戒)|检查标准"),
            (2, "检查|核查|质量管理体系|生产监管|质量管控|责任体系|派驻|偏差|风险防控|抽检|抽查"),
            (1, "监管责任|督促|责任"),
        ),
    ),
    (
        "中药",
        (
            (
                3,
                "经典名方|名老?中医|名方|中药(?:材|饮片|配方颗粒|注射剂|创新药|新药|制剂|大品种|资源|品种保护)|道地药材|代煎|膏方|炮制|趁鲜|中医药",
            ),
            (2, "配方颗粒|饮片|医疗机构(?:中药)?制剂|院内制剂|人用经验|中药|中医|GAP"),
        ),
    ),
    (
        "标准",
        (
            (
                3,
                "(?:国家|行业|地方|团体|国际|企业|药品|器械)标准(?!生产|体系建)|标准(?:制修订|制定|制订|修订|研究|引领|协调|提升|提高)|标准化(?:技术)?(?:委员会|组织|研究|平台)|ISO",
            ),
            (1, "标准"),
        ),
    ),
    (
        "知识产权",
        (
            (3, "知识产权|专利|先使用后付费|商标|商业秘密"),
            (1, "维权|侵权|质押"),
        ),
    ),
    (
        "医保支付、挂网与入院",
        (
            (
                3,
                "医保(?:支付|目录|药品|报销|准入|谈判|医用)|支付范围|医保.{0,4}支付|挂网|阳光采购|惠民保|商业(?:健康)?保险|商业健康险|商保|同步结算|药事会|收费编码",
            ),
            (3, "入院(?:流程|使用)|配备使用|配备和使用|集中?采购?中选|带量采购|“?三医”?协同|医疗、医保、医药"),
            (2, "医保|医疗保障|入院|集采|医疗服务项目|医用耗材|临床应用|临床使用|新优药械"),
            (1, "支付|采购|医院"),
        ),
    ),
    (
        "流通与网络销售",
        (
            (
                3,
                "批零一体|多仓|第三方物流|现代物流|现代化物流|委托储存|远程审方|网络(?:销售|交易)|网售|跨省销售|零售(?:连锁|企业)|售药|智慧药房|跨省设置仓库",
            ),
            (3, "(?:医药|药品|药械)流通"),
            (2, "流通|批发|零售|仓储|物流|药店|配送|贮存|第三方平台|直播"),
            (1, "销售|储存|运输"),
        ),
    ),
    (
        "药物警戒与上市后风险",
        (
            (3, "警戒(?!检查)|不良反应|不良事件|上市后(?:风险|安全|监测|评价|监管)|风险(?:信号|会商|排查)|召回|附条件上市"),
            (2, "风险监测|风险预警|评价性抽检|高风险产品"),
            (1, "风险|监测"),
        ),
    ),
    (
        "信息化、智慧监管与追溯",
        (
            (
                3,
                "智慧监管|数智(?:化|监管)|数字化(?:监管|转型)|信息化(?:建设|改造|管理|体系|应用|追溯)|唯一标识|UDI|追溯(?!等)|智能审评|电子证照|大数据监管",
            ),
            (2, "数字化|信息化|智能制药|智能化系统|智能工厂|全程网办|一网通办|人工智能\\+|AI\\+|政务服务”|人机互动|数据采集"),
            (1, "人工智能|智慧|智能|平台|信息技术"),
        ),
    ),
    (
        "国际化与进出口",
        (
            (
                3,
                "出海|走出去|走出国门|销售证明|境外(?:注册|上市)|国际注册|国际(?:药品检查|通用|规则|认证|权威|市场|交流|监管)|PIC/S|ICH|世界卫生组织|通关|许可引进|外资",
            ),
            (2, "进口药品|进出口|口岸|保税|出口|自贸|境外|海外|全球|国际"),
            (1, "进口|开放"),
        ),
    ),
    (
        "罕见病与临床急需",
        (
            (3, "罕见病|临床急需|儿童(?:用)?药|临时进口|先行进口|短缺药"),
            (2, "孤儿药|急危重症|抢救"),
        ),
    ),
    (
        "监管能力与监管科学",
        (
            (
                3,
                "监管科学|技术支撑|检查员|分中心|监管能力|审评检查能力|监管协同|(?:区域|长三角|京津冀|大湾区).{0,6}(?:监管|协同|合作)|新工具|职业化|专业化能力|能力标准化",
            ),
            (2, "能力建设|人才|队伍|培训|研究基地|创新研究|新方法|承接国家"),
            (1, "能力|授权|支撑"),
        ),
    ),
    (
        "化妆品",
        (
            (3, "化妆品"),
            (1, "电子标签|个性化服务"),
        ),
    ),
)
_DRUG = "(?<!中)(?<!射性)药品|药械|药房|(?<!中药)创新药|(?<!中药)(?<!创)新药|仿制药|首仿|化学药|原料药|(?<!射性)药物|用药|抗生素|处方药"
_DEVICE = "医疗器械|药械|体外诊断|医用(?:耗材|机器人|设备)|诊疗设备|脑机接口|治疗设备|医疗设备|第[一二三]类(?:创新)?医疗|植入"
# Product, the words that say it. The two great ones are named in passing in every other chapter heading: a heading or title of the
# document is asked for them only where the measure itself names no product.
_PRODUCTS: tuple[tuple[str, str], ...] = (
    ("药品", _DRUG),
    ("医疗器械", _DEVICE),
    ("中药", "中药|中医药|饮片|配方颗粒|道地药材|经典名方|膏方"),
    ("生物制品", "生物制品|疫苗|血液制品|单采血浆|细胞(?:与|和)?基因治疗|细胞治疗|基因治疗|抗体|批签发"),
    ("放射性药品", "放射性(?:药品|药物|同位素)|核药|正电子"),
    ("化妆品", "化妆品"),
)

TOPICS = tuple(name for name, _ in _TOPICS)
PRODUCTS = tuple(name for name, _ in _PRODUCTS)

_COMPILED = tuple((name, tuple((weight, re.compile(words)) for weight, words in rows)) for name, rows in _TOPICS)
_NAMING = tuple((name, re.compile(words)) for name, words in _PRODUCTS)


@lru_cache(maxsize=4096)
def topics(title: str, body: str, section: str = "") -> tuple[str, ...]:
    """The topics of a measure out of :data:`TOPICS`, the main one first; empty where no word of the glossary tells."""
    scores = {name: _score(rows, title, body, section) for name, rows in _COMPILED}
    ranked = sorted(scores, key=lambda name: -scores[name])
    floor = max(LEAST, BESIDE * scores[ranked[0]])
    return tuple(name for name in ranked[:MOST] if scores[name] >= floor)


@lru_cache(maxsize=4096)
def products(title: str, body: str, *around: str) -> tuple[str, ...]:
    """The products a measure concerns out of :data:`PRODUCTS`, the most often named first.

    ``around`` are the headings above it and the title of its document, nearest first, asked in turn where the measure names none.
    """
    return next((found for text in (title + "\n" + body, *around) if (found := _named(text))), ())


def _score(rows: Iterable[tuple[float, re.Pattern[str]]], title: str, body: str, section: str) -> float:
    return sum(
        weight * (TITLE * len(_said(words, title)) + len(_said(words, body)) + SECTION * len(_said(words, section)))
        for weight, words in rows
    )


def _said(words: re.Pattern[str], text: str) -> set[str]:
    """The different words said: one repeated ten times is still one."""
    return set(words.findall(text))


def _named(text: str) -> tuple[str, ...]:
    counts = {name: len(words.findall(text)) for name, words in _NAMING}
    floor = max(1.0, PASSING * max(counts.values()))
    return tuple(sorted((name for name in counts if counts[name] >= floor), key=lambda name: -counts[name]))
