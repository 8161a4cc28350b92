"""What a name leads to: all its addresses are judged, once, and those are connected to."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from domain.crawl import Outcome

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any
Names = Callable[..., None]

HERE = Path(__file__).parent / "names"


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Names:
    """``names(a=[["127.0.0.1"], ["10.0.0.1"]])``: what a.test resolves to at each look-up of the crawling child."""

    def give(**known: list[list[str]]) -> None:
        monkeypatch.setenv("PYTHONPATH", str(HERE))
        monkeypatch.setenv("TEST_NAMES", json.dumps({f"{name}.test": answers for name, answers in known.items()}))
        monkeypatch.setenv("TEST_TRACE", str(tmp_path / "trace"))

    return give


def looked_up(folder: Path) -> list[str]:
    lines = (folder / "trace").read_text("utf-8").splitlines()
    return [line.partition("\t")[2].strip("'") for line in lines if line.startswith("look-up")]


def port(site: Site) -> str:
    return str(site.url.rpartition(":")[2])


def test_a_second_answer_changes_nothing(project: Project, site: Site, answer: Answers, names: Names, tmp_path: Path) -> None:
    """The name leads to the site when it is judged and into an inner network after that: it is asked for once, and that is kept."""
    names(rebind=[["127.0.0.1"], ["10.0.0.1"]])
    site.lists(*(f"{n}.html" for n in range(1, 5)))
    site.answers |= {f"/list/{n}.html": answer.article() for n in range(1, 5)}
    run = project.crawl(site.source(url=f"http://rebind.test:{port(site)}"))
    assert project.health(run)["own_mpa"].outcome is Outcome.OK
    assert len(site.paths) == 5
    assert looked_up(tmp_path) == ["rebind.test"]


@pytest.mark.parametrize("inner", ["10.0.0.1", "fd00::1", "169.254.169.254", "::ffff:192.168.0.1"])
def test_one_inner_address_of_a_name_is_enough(project: Project, site: Site, names: Names, inner: str) -> None:
    """Whatever stands beside it: which address a connection takes is for the system to choose."""
    names(mixed=[["127.0.0.1", inner]])
    run = project.crawl(site.source(url=f"http://mixed.test:{port(site)}"))
    health = project.health(run)["own_mpa"]
    assert health.outcome is Outcome.WRONG_HOST
    assert "非公网地址" in health.detail
    assert site.asked == []


def test_a_name_without_address_is_a_sentence(project: Project, site: Site) -> None:
    """Outcome dns, and the name."""
    run = project.crawl(site.source(url="http://no-such-host.invalid"))
    health = project.health(run)["own_mpa"]
    assert health.outcome is Outcome.DNS
    assert "no-such-host.invalid" in health.detail


@pytest.fixture
def six(site: Site) -> Iterator[str]:
    """The site on IPv6 alone; its port."""

    class Server(ThreadingHTTPServer):
        address_family = socket.AF_INET6
        daemon_threads = True

    try:
        server = Server(("::1", 0), site.handler)
    except OSError as error:
        pytest.skip(f"no IPv6 on this machine: {error}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield str(server.server_port)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("host", ["six.test", "[::1]"])
def test_a_host_on_ipv6_alone_is_read(project: Project, site: Site, answer: Answers, names: Names, six: str, host: str) -> None:
    """A name with an AAAA record and no other, and an address literal."""
    names(six=[["::1"]])
    site.lists("a.html")
    site.answers["/list/a.html"] = answer.article()
    run = project.crawl(site.source(url=f"http://{host}:{six}"))
    assert project.health(run)["own_mpa"].outcome is Outcome.OK
    assert len(site.paths) == 2
