"""A list that a script builds, read with the system's Chromium; and all that such a page might try besides."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from domain.crawl import Outcome
from storage.archive import Archive

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Answers = Any

pytestmark = pytest.mark.usefixtures("chromium")

SHELL = """<html><head><meta charset="utf-8"><script src="/js/list.js"></script><link href="/css/a.css" rel="stylesheet"></head>
<body><div id="app">正在加载</div><img src="/img/a.png"></body></html>"""
BUILD = """
window.addEventListener("DOMContentLoaded", async () => {
  const rows = await (await fetch("/api/list", {method: "POST", body: "page=1"})).json();
  document.getElementById("app").innerHTML = '<ul class="rows">' + rows.map(
    row => `<li><a href="${row.href}">${row.title}</a><em>${row.date}</em></li>`).join("") + "</ul>";
  const paging = document.createElement("script");
  paging.textContent = 'function createPageHTML(){}; createPageHTML(1, 0, "index", "html")';
  document.body.append(paging);
  %s
});
"""
ROWS = [{"href": f"{n}.html", "title": f"关于{n}号事项的通知", "date": f"2026-03-{n:02}"} for n in (1, 2)]


def script(text: str) -> Any:
    return lambda handler: handler.send(text.encode(), content_type="text/javascript; charset=utf-8")


@pytest.fixture
def built(site: Site, answer: Answers) -> Site:
    """A site whose list has no row until its script has asked for them; articles are built plainly."""
    rows = json.dumps(ROWS).encode()
    site.answers |= {
        "/list/index.html": lambda handler: handler.send(SHELL.encode()),
        "/js/list.js": script(BUILD % ""),
        "/api/list": lambda handler: handler.send(rows, content_type="application/json"),
        "/list/1.html": answer.article(),
        "/list/2.html": answer.article(),
    }
    return site


class Neighbour(BaseHTTPRequestHandler):
    """Another host, which nothing of the site may reach."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def neighbour() -> Iterator[str]:
    Neighbour.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Neighbour)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_list_is_read_after_its_script_ran(project: Project, built: Site) -> None:
    """Without a browser the list has drifted; with one every entry is read, and the answers behind it are kept."""
    plain = project.crawl(built.source("plain"))
    assert project.health(plain)["plain"].outcome is Outcome.DRIFTED
    run = project.crawl(built.source(browser=True))
    health = project.health(run)["own_mpa"]
    assert (health.outcome, health.entries) == (Outcome.OK, 2), health.detail
    look = project.looks(run, "own_mpa")["index.html"]
    archive = Archive(project.folder / "archive")
    assert [(hop.url.rpartition("/")[2], hop.status) for hop in look.hops] == [
        ("index.html", 200),
        ("list.js", 200),
        ("list", 200),
    ]
    assert archive.read(look.hops[0].record).body == SHELL.encode()
    assert "关于2号事项的通知" in archive.read(look.record).body.decode()
    assert not {"/css/a.css", "/img/a.png"} & set(built.paths)


def test_what_is_barred_or_elsewhere_is_not_asked_for(project: Project, built: Site, neighbour: str) -> None:
    """By the page's own scripts: another port, an inner address, a redirect there, what robots.txt bars, a web socket, another window."""
    tries = f"""
      const quietly = promise => promise.catch(() => 0);
      await quietly(fetch("http://{neighbour}/by-fetch", {{mode: "no-cors"}}));
      await quietly(fetch("http://169.254.169.254/latest/", {{mode: "no-cors"}}));
      await quietly(fetch("/away"));
      await quietly(fetch("/barred/data.json"));
      navigator.sendBeacon("http://{neighbour}/by-beacon");
      new WebSocket("ws://{neighbour}/by-socket");
      new Image().src = "http://{neighbour}/by-image";
      const frame = document.createElement("iframe"); frame.src = "http://{neighbour}/by-frame"; document.body.append(frame);
      window.open("http://{neighbour}/by-window");
      setTimeout(() => {{ location.href = "http://{neighbour}/by-leaving" }}, 100);
    """
    built.answers["/js/list.js"] = script(BUILD % tries)
    built.answers["/away"] = lambda handler: handler.send(b"", 302, Location=f"http://{neighbour}/by-redirect")
    built.answers["/robots.txt"] = lambda handler: handler.send(
        b"User-agent: *\nDisallow: /barred/\n", content_type="text/plain"
    )
    run = project.crawl(built.source(browser=True))
    assert Neighbour.asked == []
    assert "/away" in built.paths
    assert "/barred/data.json" not in built.paths
    assert project.health(run)["own_mpa"].outcome is Outcome.OK


@pytest.mark.parametrize(
    "script_text",
    ["while (true) {}", "setInterval(() => fetch('/api/list?' + Math.random()), 10)", "setInterval(() => alert(1), 10)"],
    ids=["loop", "asks for ever", "dialogs"],
)
def test_a_page_that_never_ends_costs_its_time_and_no_more(project: Project, built: Site, script_text: str) -> None:
    """Given up after `timeout`, or read when its requests are used up; the run goes on either way."""
    built.answers["/js/list.js"] = script(script_text)
    run = project.crawl(built.source(browser=True, timeout=4.0))
    outcome = project.health(run)["own_mpa"].outcome
    assert outcome in (Outcome.TIMEOUT, Outcome.DRIFTED, Outcome.PARTIAL)
    assert len(built.paths) <= 60


def test_a_challenge_is_reported_and_never_opened(project: Project, built: Site) -> None:
    """What a gate's script would do is exactly what is not done: nothing but the gate's own page is fetched."""
    gate = "<html><script>$_ts={};</script><script src='/js/list.js'></script></html>"
    built.answers["/list/index.html"] = lambda handler: handler.send(gate.encode(), 412)
    run = project.crawl(built.source(browser=True))
    assert project.health(run)["own_mpa"].outcome is Outcome.CHALLENGE
    assert built.paths == ["/list/index.html"]


def test_without_a_browser_the_source_says_so(project: Project, built: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """No Chromium on the machine: one sentence in the health line, no request, and the other sources are read."""
    monkeypatch.setenv("PATH", "/nowhere")
    run = project.crawl(built.source(browser=True), built.source("plain"))
    health = project.health(run)["own_mpa"]
    assert health.outcome is Outcome.PARTIAL
    assert "没有 Chromium" in health.detail
    assert project.health(run)["plain"].outcome is Outcome.DRIFTED
