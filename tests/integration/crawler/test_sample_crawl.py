"""The four sample regulators, crawled over HTTP as a run crawls them."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from domain.crawl import Outcome, PageKind
from domain.source import Source
from sample.posts import Place, posts_on
from sample.regulators import REGULATORS
from sample.server import SampleRegulators
from storage.archive import Archive

Project = Any  # tests/integration/crawler/conftest.py
VALIDATED = {regulator.id for regulator in REGULATORS if regulator.validators}


def test_every_entry_of_the_four_sites_exactly_once(
    project: Project, sample: SampleRegulators, sample_sources: tuple[Source, ...]
) -> None:
    """Listings in four shapes: all rows, whole titles, the days printed; parts fetched; links out and barred pages left alone."""
    run = project.crawl(*sample_sources)
    health = project.health(run)
    for regulator in REGULATORS:
        posts = posts_on(regulator, 0)
        pages = project.store.pages(regulator.id, PageKind.DOCUMENT)
        assert health[regulator.id].outcome is Outcome.OK, health[regulator.id].detail
        assert health[regulator.id].entries == len(posts)
        assert health[regulator.id].expected in (len(posts), None)
        shown = [post.text.published.date() if regulator.family == "gd_gkmlpt" else post.listed for post in posts]
        assert Counter(page.listed_on for page in pages) == Counter(shown)
        if regulator.script == "s":
            assert Counter(page.title for page in pages) == Counter(post.text.title for post in posts)
        outcomes = Counter(
            fetch.outcome for fetch in project.store.fetches(run, regulator.id) if fetch.page.kind is PageKind.DOCUMENT
        )
        places = Counter(post.place for post in posts)
        assert outcomes[Outcome.EXTERNAL_SKIPPED] == places[Place.EXTERNAL] > 0
        assert outcomes[Outcome.ROBOTS_DENIED] == places[Place.FORBIDDEN] > 0
        assert outcomes[Outcome.OK] == len(posts) - places[Place.EXTERNAL] - places[Place.FORBIDDEN]
        attached = [page for page in project.store.pages(regulator.id, PageKind.ATTACHMENT) if page.title.endswith(".docx")]
        assert len(attached) == sum(bool(post.text.attachment) for post in posts)
    asked = Counter((request.source, request.path) for request in sample.requests)
    assert max(asked.values()) == 1, "no address is asked for twice"
    assert all(request.user_agent == "regdelta" for request in sample.requests)
    assert not any(
        folder in request.path for request in sample.requests for folder in ("/nbzl/", "/old/", "/internal/", "/nbgk/")
    )


def test_everything_received_is_kept_as_received(project: Project, sample_sources: tuple[Source, ...]) -> None:
    """Each look has its record, whose bytes have the recorded hash; times follow the clock of the run; progress tells each page."""
    job = project.job(sample_sources)
    run = project.crawl(*sample_sources, run=job.run)
    archive = Archive(job.archive)
    fetches = project.store.fetches(run)
    for fetch in fetches:
        if fetch.outcome is Outcome.OK:
            kept = archive.read(fetch.record)
            assert hashlib.sha256(kept.body).hexdigest() == fetch.sha256 and len(kept.body) == fetch.size
            assert (kept.url, kept.status) == (fetch.final_url, 200)
    times = [fetch.at for fetch in fetches]
    assert times == sorted(times) and (times[-1] - times[0]).total_seconds() < 60
    assert times[0] >= job.at
    assert all(0 < step.done <= step.planned for step in project.progress)
    ends = [step.source for step in project.progress if step.kind is None]
    assert sorted(ends) == [source.id for source in sample_sources]
    assert len(project.progress) - len(ends) == len(fetches)


def test_the_next_day_asks_whether_anything_changed(
    project: Project, sample: SampleRegulators, sample_sources: tuple[Source, ...]
) -> None:
    """Sites with validators answer 304 and lose nothing: links of unchanged pages are followed, no page is met twice; force asks anew."""
    project.finish(project.crawl(*sample_sources))
    pages = {source.id: len(project.store.pages(source.id)) for source in sample_sources}
    sample.forget()
    run = project.crawl(*sample_sources)
    for source in sample_sources:
        health = project.health(run)[source.id]
        assert health.outcome is Outcome.OK and len(project.store.pages(source.id)) == pages[source.id]
        assert (health.not_modified > 15) == (source.id in VALIDATED)
    assert sum(request.status == 304 for request in sample.requests) == sum(
        health.not_modified for health in project.store.health(run)
    )
    documents = [fetch for fetch in project.store.fetches(run, "yunling_mpa") if fetch.page.kind is PageKind.DOCUMENT]
    assert {fetch.outcome for fetch in documents} == {Outcome.NOT_MODIFIED, Outcome.EXTERNAL_SKIPPED, Outcome.ROBOTS_DENIED}
    assert not [pending for pending in project.store.pending(run) if pending.page.source == "yunling_mpa"]
    archive = Archive(project.folder / "archive")
    for fetch in documents:
        if fetch.outcome is Outcome.NOT_MODIFIED:
            assert hashlib.sha256(archive.read(fetch.record).body).hexdigest() == fetch.sha256
    sample.forget()
    forced = project.crawl(*sample_sources, force=True)
    assert {request.status for request in sample.requests} == {200}
    assert sum(health.not_modified for health in project.store.health(forced)) == 0


FAULTS = [
    {
        "yunling_mpa": ("challenge", Outcome.CHALLENGE),
        "canghai_mpa": ("reset", Outcome.RESET),
        "beiyuan_mpa": ("error_page", Outcome.SOFT_404),
        "nanyu_mpa": ("half_page", Outcome.PARTIAL),
    },
    {
        "yunling_mpa": ("http_500", Outcome.HTTP_ERROR),
        "canghai_mpa": ("blocked", Outcome.BLOCKED),
        "beiyuan_mpa": ("challenge_jsl", Outcome.CHALLENGE),
        "nanyu_mpa": ("empty_listing", Outcome.EMPTY_LISTING),
    },
]


def test_a_failing_site_is_named_with_its_proof(
    project: Project, sample: SampleRegulators, sample_sources: tuple[Source, ...]
) -> None:
    """Each fault gives its own outcome and a sentence; nothing of that site waits to be read, and healthy ones go on."""
    project.finish(project.crawl(*sample_sources))
    for faults in FAULTS:
        sample.heal()
        for source, (fault, _) in faults.items():
            sample.fault(source, fault)
        run = project.crawl(*sample_sources)
        for source, health in project.health(run).items():
            expected = faults[source][1] if source in faults else Outcome.OK
            assert health.outcome is expected, health
            assert expected is Outcome.OK or (health.failures and health.detail)
        assert {pending.page.source for pending in project.store.pending(run)}.isdisjoint(faults)
        project.finish(run)
