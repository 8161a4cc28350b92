"""What measures are about: topics and products of a change, and of a whole paper, as :mod:`differ.subjects` names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from differ import subjects
from domain.document import Document, Measure


def topics(measures: Sequence[Measure]) -> tuple[str, ...]:
    """The topics of one measure, or of the several of a split or merger, the main one first."""
    return _by_weight(subjects.topics(one.title, one.body, one.section or "") for one in measures)


def products(measures: Sequence[Measure], document: Document) -> tuple[str, ...]:
    """The products they concern. Where a measure names none, its headings are asked, then the title of its document."""
    return _by_weight(subjects.products(one.title, one.body, one.section or "", document.title or "") for one in measures)


def of_paper(document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Topics and products of a whole document, those of the most measures first."""
    topics_ = _by_count(topics([one]) for one in document.measures)
    return topics_, _by_count(products([one], document) for one in document.measures)


def _by_weight(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Every name once: main ones of all before second ones of any."""
    ranked = sorted(((place, name) for names in found for place, name in enumerate(names)), key=lambda one: one[0])
    return tuple(dict.fromkeys(name for _, name in ranked))


def _by_count(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(name for name, _ in Counter(chain.from_iterable(found)).most_common())
