"""Amendments of a law with known answers: articles deleted, put in, rewritten, split, merged and exchanged, everything behind them renumbered.

What is put in are articles held out of the same law, so that they speak its language; what an article is rewritten with are clauses of others,
with its own key words put among them. The answer has the rows of ``gold/laws``.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from differ.numbers import chinese_numeral
from domain.document import Document

Row = tuple[str, str | None, str | None]
_REFERENCE = re.compile(r"(?<!》)第([一二三四五六七八九十百零]+)条")
_CLAUSE = re.compile(r"[^，；。：\n]*[，；。：\n]+|[^，；。：\n]+")
_TINY = [
    ("应当", "可以"),
    ("可以", "应当"),
    ("不得", "可以"),
    ("以上", "以下"),
    ("三", "五"),
    ("10", "20"),
    ("和", "或者"),
    ("依法", "严格"),
]
REALISTIC = {"tiny": 50, "half": 20, "most": 8, "all": 4, "deleted": 6, "added": 12, "split": 3, "merged": 3, "moved": 1}
HARSH = {"half": 10, "most": 25, "all": 15, "deleted": 15, "added": 25, "split": 5, "merged": 5}


@dataclass(slots=True)
class Article:
    """A new article: its body, the old positions it came from, and what was done."""

    body: str
    olds: list[int]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """The two texts, and the rows a comparison should give."""

    old: str
    new: str
    rows: frozenset[Row]


@dataclass(slots=True)
class _Bench:
    """One amendment in the making."""

    source: random.Random
    bodies: list[str]
    pool: list[str]
    clauses: list[str]
    articles: list[Article] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    untouched: list[int] = field(default_factory=list)

    def take(self) -> Article | None:
        """A random article that nothing was done to yet."""
        while self.untouched:
            old = self.untouched.pop()
            found = next((article for article in self.articles if article.olds == [old] and not article.kind), None)
            if found:
                return found
        return None


def amend(law: Document, others: Sequence[Document], seed: int, density: float, weights: dict[str, int]) -> Amendment:
    """An amendment of ``law`` that touches about ``density`` of its articles, by operations drawn with ``weights``."""
    source = random.Random(seed)  # noqa: S311  # texts, no secrets
    bodies = [measure.body_span.of(law.text).strip() for measure in law.measures if len(measure.body) > 5]
    held_out = set(source.sample(range(len(bodies)), max(3, len(bodies) // 6)))
    kept = [_local(body, len(bodies) - len(held_out), source) for place, body in enumerate(bodies) if place not in held_out]
    clauses = [clause for other in others for measure in other.measures for clause in _clauses(measure.body)]
    bench = _Bench(source, kept, [bodies[place] for place in held_out], clauses)
    bench.articles = [Article(body, [place]) for place, body in enumerate(kept)]
    bench.untouched = source.sample(range(len(kept)), len(kept))
    for kind in source.choices(list(weights), list(weights.values()), k=max(1, int(density * len(kept)))):
        _OPERATIONS[kind](bench)
    return _finished(bench)


def _local(body: str, count: int, source: random.Random) -> str:
    """References led to articles that exist."""
    return _REFERENCE.sub(lambda _: f"第{chinese_numeral(source.randint(1, count))}条", body)


def _clauses(body: str) -> list[str]:
    return [clause for clause in _CLAUSE.findall(body) if 6 < len(clause) < 40 and not _REFERENCE.search(clause)]


def _rewritten(body: str, share: float, bench: _Bench) -> str:
    """``body`` with about ``share`` of its clauses replaced by others, some with one of its key words in them."""
    keys = _key_words(body, bench.bodies)
    out = []
    for clause in _CLAUSE.findall(body):
        if bench.source.random() >= share:
            out.append(clause)
            continue
        words = bench.source.choice(bench.clauses).rstrip("，；。：\n")
        if keys and bench.source.random() < 0.45:
            place = bench.source.randint(0, len(words))
            words = words[:place] + bench.source.choice(keys) + words[place:]
        out.append(words + re.sub(r"^.*?([，；。：\n]*)$", r"\1", clause, flags=re.DOTALL))
    text = "".join(out).strip().rstrip("，；：")
    return text if text != body else f"{body.rstrip('。')}，并予公布。"


def _key_words(body: str, bodies: Sequence[str]) -> list[str]:
    """Four-character runs of a body that stand in few others."""
    runs = Counter(body[i : i + 4] for i in range(len(body) - 3) if re.fullmatch("[一-龥]{4}", body[i : i + 4]))
    return sorted(runs, key=lambda run: (sum(run in other for other in bodies) - math.log(runs[run]), run))[:3]


def _tiny(bench: _Bench) -> None:
    if article := bench.take():
        options = [pair for pair in _TINY if pair[0] in _REFERENCE.sub("", article.body)]
        old, new = bench.source.choice(options) if options else ("。", "，并予公告。")
        article.body, article.kind = _replaced_once(article.body, old, new), "amended"


def _replaced_once(body: str, old: str, new: str) -> str:
    """One replacement outside of references."""
    references = [match.span() for match in _REFERENCE.finditer(body)]
    for match in re.finditer(re.escape(old), body):
        if not any(start <= match.start() < end for start, end in references):
            return body[: match.start()] + new + body[match.end() :]
    return f"{body}并予公告。"


def _rewrite(bench: _Bench, share: float) -> None:
    if article := bench.take():
        article.body, article.kind = _rewritten(article.body, share, bench), "amended"


def _delete(bench: _Bench) -> None:
    if article := bench.take():
        bench.deleted += article.olds
        bench.articles.remove(article)


def _add(bench: _Bench) -> None:
    if bench.pool:
        place = bench.source.randint(0, len(bench.articles))
        bench.articles.insert(place, Article(bench.pool.pop(), [], "added"))


def _split(bench: _Bench) -> None:
    article = bench.take()
    sentences = re.findall(r"[^。]+。\n?", article.body) if article else []
    if article and len(sentences) > 1 and "（一）" not in article.body and min(map(len, sentences)) > 20:
        place, cut = bench.articles.index(article), bench.source.randint(1, len(sentences) - 1)
        halves = ["".join(part).strip() for part in (sentences[:cut], sentences[cut:])]
        bench.articles[place : place + 1] = [Article(half, article.olds, "split") for half in halves]


def _merge(bench: _Bench) -> None:
    one, other = bench.take(), bench.take()
    if one and other:
        one.body, one.olds, one.kind = f"{one.body}\n{other.body}", one.olds + other.olds, "merged"
        bench.articles.remove(other)


def _swap(bench: _Bench) -> None:
    one, other = bench.take(), bench.take()
    if one and other:
        a, b = bench.articles.index(one), bench.articles.index(other)
        bench.articles[a], bench.articles[b] = other, one
        one.kind = other.kind = "moved"


_OPERATIONS: dict[str, Callable[[_Bench], None]] = {
    "tiny": _tiny,
    "half": partial(_rewrite, share=0.5),
    "most": partial(_rewrite, share=0.75),
    "all": partial(_rewrite, share=0.95),
    "deleted": _delete,
    "added": _add,
    "split": _split,
    "merged": _merge,
    "moved": _swap,
}


def _finished(bench: _Bench) -> Amendment:
    """Number the articles, let references follow, and write down what happened."""
    became = {old: place for place, article in reversed(list(enumerate(bench.articles))) for old in article.olds}
    names = {chinese_numeral(place + 1): place for place in range(len(bench.bodies))}

    def follow(match: re.Match[str]) -> str:
        new = became.get(names.get(match[1], -1))
        return match.group() if new is None else _number(new)

    rows: set[Row] = {("deleted", _number(old), None) for old in bench.deleted}
    texts = []
    for place, article in enumerate(bench.articles):
        body = _REFERENCE.sub(follow, article.body) if article.olds else article.body
        texts.append(f"{_number(place)} {body}\n")
        rows |= {_row(old, place, article, body != bench.bodies[old]) for old in article.olds}
        rows |= set() if article.olds else {("added", None, _number(place))}
    old = "".join(f"{_number(place)} {body}\n" for place, body in enumerate(bench.bodies))
    return Amendment(old, "".join(texts), frozenset(row for row in rows if row[0]))


def _row(old: int, new: int, article: Article, changed: bool) -> Row:
    kind = article.kind
    if kind not in ("split", "merged"):
        kind = "amended" if changed else kind or ("renumbered" if old != new else "")
    return kind, _number(old), _number(new)


def _number(place: int) -> str:
    return f"第{chinese_numeral(place + 1)}条"
