"""Topics and products of measures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.score_subjects import labelled, main_topic, products, score, topics
from differ import subjects


@pytest.mark.parametrize(
    ("title", "body", "main"),
    [
        ("优化变更事项办理", "压缩药品上市后变更的补充申请办理用时。", "上市后变更与生产模式"),
        ("设立服务窗口", "对重点品种提前介入，优先审评。", "审评审批与前置服务"),
        ("", "化妆品经营者应当查验电子标签。", "化妆品"),
        ("支持院内制剂", "推动经典名方与中药饮片开发。", "中药"),
        ("做好不良反应监测", "落实药物警戒要求。", "药物警戒与上市后风险"),
    ],
)
def test_the_main_topic_stands_first(title: str, body: str, main: str) -> None:
    """What the words of only one topic say decides."""
    assert subjects.topics(title, body)[0] == main


def test_a_measure_may_have_several_topics_but_not_many() -> None:
    """A measure that names everything is filed under three, not under eighteen."""
    everything = "研发攻关、招商、伦理审查、优先审评、委托生产、注册检验、飞行检查、中药饮片、国家标准、专利、医保支付、网络销售、不良反应、追溯、出海、罕见病、检查员、化妆品。"
    assert len(subjects.topics("", everything)) == subjects.MOST


def test_words_of_no_topic_have_none() -> None:
    """Nothing is guessed; neither topics nor products."""
    assert subjects.topics("附则", "本办法自印发之日起施行。") == ()
    assert subjects.products("附则", "本办法自印发之日起施行。") == ()


def test_a_word_said_ten_times_counts_once() -> None:
    """A long measure about one thing does not bury its other subject under repetition."""
    body = "开展专利导航。" * 10 + "推进伦理审查互认。"
    assert set(subjects.topics("", body)) >= {"知识产权", "临床试验与伦理"}


def test_a_new_medicine_of_tcm_is_no_other_medicine() -> None:
    """中药创新药 holds 创新药 and is 中药."""
    assert subjects.products("", "支持中药创新药和中药新药研发。") == ("中药",)
    assert subjects.products("", "支持放射性药品研发。") == ("放射性药品",)
    assert set(subjects.products("", "加强药械流通监管。")) == {"药品", "医疗器械"}


def test_headings_are_asked_for_products_only_where_the_measure_names_none() -> None:
    """Nearest first; a product named in passing in a chapter heading does not colour its measures."""
    assert subjects.products("", "对医疗器械优先检验。", "二、优化药品审批") == ("医疗器械",)
    assert subjects.products("", "强化主体责任。", "二、优化药品审批", "化妆品若干措施") == ("药品",)
    assert subjects.products("", "强化主体责任。", "二、保障措施", "化妆品若干措施") == ("化妆品",)


def test_names_are_those_of_the_reader(shared: Path) -> None:
    """The 18 topics as the gold names them, in its order."""
    named = json.loads((shared / "gold" / "categories.json").read_text("utf-8"))["categories"]
    assert list(subjects.TOPICS) == [row["name"] for row in named]


def test_labelled_texts(shared: Path) -> None:
    """Four of five topics and nine of ten products as two annotators have them; the first topic is always one of theirs."""
    measures = labelled(shared / "gold")
    assert score((topics(one), one.topics) for one in measures).f1 >= 0.8
    assert score((products(one), one.products) for one in measures).f1 >= 0.9
    assert main_topic(measures)[1] >= 0.95
