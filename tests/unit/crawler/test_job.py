from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from crawler.job import CrawlJob
from domain.document import PublicationLevel
from domain.source import Pace, Source


def test_a_job_goes_to_the_child_and_back(make_source: Callable[..., Source]) -> None:
    """JSON keeps paths, times with their zone, and every key of a source."""
    source = make_source(level=PublicationLevel.INTERPRETATION, pace=Pace(6.0, 2), options={"rows": "li"})
    job = CrawlJob(
        Path("a/b.db"), Path("a/archive"), 7, (source,), datetime(2026, 3, 4, 8, tzinfo=UTC), True, "mailto:a@b.example"
    )
    assert CrawlJob.from_json(job.to_json()) == job


def test_the_user_agent_is_honest(make_source: Callable[..., Source]) -> None:
    """Our name, and how to reach whoever runs us if they say so."""
    job = CrawlJob(Path("b.db"), Path("c"), 1, (make_source(),), datetime(2026, 3, 4, tzinfo=UTC))
    assert job.user_agent == "regdelta"
    assert CrawlJob(*[*[getattr(job, name) for name in job.__slots__][:6], "https://a.example/bot"]).user_agent == (
        "regdelta (+https://a.example/bot)"
    )
