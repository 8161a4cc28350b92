"""May a source be visited now? Not while its host rests, and not in its quiet hours."""

from __future__ import annotations

from crawler.addresses import site_of
from crawler.hours import quiet, said
from crawler.rests import Rests, sentence
from domain.crawl import Outcome
from domain.run import SourceHealth
from domain.source import Source


def kept_out(source: Source, rests: Rests) -> SourceHealth | None:
    """The health of a source that is left alone in this run, or None if it may be visited.

    Quiet hours were wished for: such a source was not planned. A host that rests had refused, and the source stays a failed one.
    """
    hours = quiet(source.quiet)
    if hours and (end := hours.until(rests.session.now())):
        detail = f"正值安静时段 {source.quiet}，本轮不访问，{said(end)} 以后可访问"
        return SourceHealth(source.id, source.name, Outcome.OK, detail, planned=False)
    if rest := rests.before(site_of(source.listing)):
        detail = f"{sentence(rest)}，本轮没有访问：{rest.why}"
        return SourceHealth(source.id, source.name, rest.outcome, detail, rests_until=rest.until)
    return None
