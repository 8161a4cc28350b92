"""No input makes a comparison hang: the worst cases, generated. Their times stand in bench/differ.py."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from differ.compare import compare
from domain.document import Document, Measure
from domain.text import IDENTITY, Span

WORDS = [
    "船舶",
    "泊位",
    "航道",
    "灯塔",
    "码头",
    "缆绳",
    "吃水",
    "锚地",
    "避风",
    "检修",
    "申报",
    "驶离",
    "调度",
    "值守",
    "登记",
    "公示",
    "核验",
    "装卸",
    "应当",
    "不得",
]


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  # sample texts, no secrets


def document(bodies: list[str]) -> Document:
    text, measures = "", []
    for ordinal, body in enumerate(bodies, 1):
        number = f"{ordinal}."
        start = len(text) + len(number)
        measures.append(
            Measure(
                ordinal,
                number,
                None,
                "",
                body,
                number + body,
                Span(len(text), start + len(body)),
                Span(start, start + len(body)),
            )
        )
        text += f"{number}{body}\n"
    return Document(title="规则", text=text, published=text, spans=IDENTITY, normalizer="test", measures=tuple(measures))


def sentence(source: random.Random) -> str:
    return "".join(source.choices(WORDS, k=12)) + f"{source.randint(1, 999)}日。"


def amended(bodies: list[str], source: random.Random) -> list[str]:
    return [body.replace("船舶", "渔船", 1) + sentence(source) for body in bodies]


def many() -> tuple[list[str], list[str]]:
    source = dice(1)
    olds = ["".join(sentence(source) for _ in range(5)) for _ in range(505)]
    return olds, amended(olds[1:], source)


def large() -> tuple[list[str], list[str]]:
    source = dice(2)
    olds = ["".join(sentence(source) for _ in range(8)) for _ in range(1400)]
    return olds, [body if place % 10 else amended([body], source)[0] for place, body in enumerate(olds)]


def alike() -> tuple[list[str], list[str]]:
    return ["船舶靠泊须登记。"] * 2000, ["船舶靠泊须登记。"] * 1500


def nearly_alike() -> tuple[list[str], list[str]]:
    source = dice(3)
    olds, news = ([f"船舶靠泊须登记{source.choice(WORDS)}。" for _ in range(1500)] for _ in range(2))
    return olds, news


def endless() -> tuple[list[str], list[str]]:
    source = dice(4)
    olds, news = (["".join(source.choices(WORDS, k=20_000))] for _ in range(2))
    return olds, news


def commas() -> tuple[list[str], list[str]]:
    source = dice(5)
    olds, news = (["，".join(source.choices(WORDS, k=40_000))] for _ in range(2))
    return olds, news


def shuffled() -> tuple[list[str], list[str]]:
    source = dice(6)
    sentences = [sentence(source) for _ in range(3000)]
    return ["".join(sentences)], ["".join(source.sample(sentences, len(sentences)))]


def cut_up() -> tuple[list[str], list[str]]:
    source = dice(7)
    sentences = [sentence(source) for _ in range(1500)]
    return ["".join(sentences)], sentences[:500]


def long_number() -> tuple[list[str], list[str]]:
    return ["处" + "1234567890" * 5000 + "元罚款。"], ["处" + "1234567891" * 5000 + "元罚款。"]


def long_numeral() -> tuple[list[str], list[str]]:
    return ["处" + "九亿" * 20_000 + "元罚款。"], ["处" + "八亿" * 20_000 + "元罚款。"]


CASES = [many, large, alike, nearly_alike, endless, commas, shuffled, cut_up, long_number, long_numeral]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("case", CASES)
def test_worst_cases_come_to_an_end(case: Callable[[], tuple[list[str], list[str]]]) -> None:
    """Many articles all amended and shifted, a megabyte, equal and nearly equal measures, sentences and numbers without end, pieces."""
    olds, news = case()
    old, new = document(olds), document(news)
    comparison = compare(old, new)
    assert sum(len(change.old) for change in comparison.changes) == len(olds)
