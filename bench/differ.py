"""How long ``compare`` takes, and how much memory, beside difflib and diff-match-patch on the same texts in the same run.

``python -m bench.differ`` prints for every size and share of edits the processor seconds of ``compare`` and, as ratios to it, those of the peers, then
the worst inputs we know of. The texts are made up from a small vocabulary, so that chance meetings are more frequent than in real ones. The peers
do less: difflib compares articles as whole lines, and once (15 KB) characters; diff-match-patch runs as it comes, giving up its search
after one second.
"""

from __future__ import annotations

import argparse
import difflib
import random
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

from diff_match_patch import diff_match_patch

from differ.compare import compare
from domain.document import Document, Measure
from domain.text import IDENTITY, Span

VOCABULARY = (
    "船舶泊位航道灯塔码头缆绳吃水锚地避风检修申报驶离调度值守登记公示核验装卸应当不得可以港区引航潮汐堆场仓单危货岸电拖轮水深"
)
WORDS = [VOCABULARY[place : place + 2] for place in range(0, len(VOCABULARY), 2)]


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts as bodies of measures."""

    name: str
    old: list[str]
    new: list[str]


def document(bodies: list[str]) -> Document:
    """A document of numbered measures without titles."""
    text, measures = "", []
    for ordinal, body in enumerate(bodies, 1):
        number = f"{ordinal}."
        start = len(text) + len(number)
        span = Span(start, start + len(body))
        measures.append(Measure(ordinal, number, None, "", body, number + body, Span(len(text), span.end), span))
        text += f"{number}{body}\n"
    return Document("规则", text, text, IDENTITY, "bench", measures=tuple(measures))


def sentence(source: random.Random) -> str:
    return "".join(source.choices(WORDS, k=12)) + f"{source.randint(1, 999)}日。"


def articles(count: int, sentences: int, source: random.Random) -> list[str]:
    return ["".join(sentence(source) for _ in range(sentences)) for _ in range(count)]


def edited(bodies: list[str], share: float, source: random.Random) -> list[str]:
    """``share`` of the articles amended: a word replaced and a sentence added; one in ten of those struck out, one in ten put in new."""
    new = []
    for body in bodies:
        dice = source.random()
        if dice < 0.1 * share:
            continue
        if dice < 0.2 * share:
            new.append(sentence(source) * 2)
        word = source.choice(WORDS)
        new.append(body.replace(word, "渔船", 1) + sentence(source) if dice < share else body)
    return new


def sizes(source: random.Random) -> list[Case]:
    """15 KB, the 505 articles of the criminal law, and 1 MB, in UTF-8."""
    shapes = (("15 KB", 30, 6), ("505 articles", 505, 6), ("1 MB", 1400, 9))
    cases = []
    for name, count, length in shapes:
        old = articles(count, length, source)
        shares = (0.01, 0.1, 0.5)
        cases += [Case(f"{name}, {share:.0%} edited", old, edited(old, share, source)) for share in shares]
    return cases


def worst(source: random.Random) -> list[Case]:
    """Inputs that are quadratic for a careless method."""
    words = source.choices(WORDS, k=50_000)
    other = [word if source.random() > 0.1 else source.choice(WORDS) for word in words]
    shuffled = [sentence(source) for _ in range(4000)]
    return [
        Case("100,000 characters without a stop", ["".join(words)], ["".join(other)]),
        Case("150,000 characters of commas", ["，".join(words)], ["，".join(other)]),
        Case("4,000 sentences shuffled", ["".join(shuffled)], ["".join(source.sample(shuffled, len(shuffled)))]),
        Case("a text cut into 1,000 measures", ["".join(shuffled)], shuffled[:1000]),
        Case("2,000 equal measures", ["船舶靠泊须登记。"] * 2000, ["船舶靠泊须登记。"] * 1500),
        Case("2,000 short unrelated measures", articles(2000, 1, source), articles(2000, 1, source)),
        Case("300 measures all rewritten", articles(300, 8, source), articles(300, 8, source)),
        Case("a number of 100,000 digits", ["1234567890" * 10_000], ["1234567891" * 10_000]),
        Case("brackets that never close", ["（" * 50_000], ["《" * 50_000]),
    ]


def seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def megabytes(case: Case) -> float:
    """The peak of memory that ``compare`` takes, Python objects only."""
    old, new = document(case.old), document(case.new)
    tracemalloc.start()
    compare(old, new)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def peers(case: Case) -> list[tuple[str, Callable[[], object]]]:
    old, new = "\n".join(case.old), "\n".join(case.new)
    found: list[tuple[str, Callable[[], object]]] = [
        ("difflib lines", lambda: difflib.SequenceMatcher(None, case.old, case.new, autojunk=False).get_opcodes()),
        ("dmp", lambda: diff_match_patch().diff_main(old, new)),
    ]
    if len(old) < 20_000:
        found.append(("difflib characters", lambda: difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()))
    return found


def report(case: Case, memory: bool, beside: bool) -> str:
    old, new = document(case.old), document(case.new)
    own = seconds(lambda: compare(old, new))
    ratios = [f"{name} {seconds(run) / own:.2f}x" for name, run in (peers(case) if beside else [])]
    used = f"{megabytes(case):7.0f} MB" if memory else ""
    return f"{case.name:<34}{own:8.2f} s{used}  {', '.join(ratios)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--memory", action="store_true", help="measure memory too (slow)")
    options = parser.parse_args()
    source = random.Random(7)  # noqa: S311  # texts, no secrets
    compare(document(articles(4, 3, source)), document(articles(5, 3, source)))  # loads the dictionary and the optimizer
    print("time of compare; peers as multiples of it")
    for case in sizes(source):
        print(report(case, options.memory, beside=True))
    print("\nworst cases")
    for case in worst(source):
        print(report(case, options.memory, beside=False))


if __name__ == "__main__":
    main()
