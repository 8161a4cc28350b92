"""One set of sample servers for a test module, and a small client that reads like a browser, independent of the crawler."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from sample.server import SampleRegulators


@dataclass(frozen=True)
class Got:
    """One answer as it came."""

    status: int
    headers: dict[str, str]
    body: bytes

    def text(self, charset: str = "utf-8") -> str:
        return self.body.decode(charset)


@dataclass(frozen=True)
class Client:
    """Requests to one sample site by path."""

    sample: SampleRegulators

    def get(self, source: str, path: str | None = None, method: str = "GET", **headers: str) -> Got:
        """``path`` is on the site of ``source``; its listing if None. Underscores in header names are hyphens."""
        parts = urlsplit(self.sample.urls[source])
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path or parts.path, headers={"User-Agent": "regdelta-test", **sent})
            answer = connection.getresponse()
            return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleRegulators]:
    """The four regulators; every test leaves them at day 0 without faults."""
    with SampleRegulators() as servers:
        yield servers


@pytest.fixture
def client(sample: SampleRegulators) -> Iterator[Client]:
    sample.set_day(0)
    yield Client(sample)
    sample.heal()
    sample.set_day(0)
