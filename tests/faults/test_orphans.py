"""A crawl never outlives its run: the parent killed, the network silent, or our own code hanging on a page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from monitor.project import make_project
from monitor.wiring import open_rooms

ROOT = Path(__file__).resolve().parents[2]
SOURCE = """\
id = "one_mpa"
name = "某局"
province = "某省"
authority = "某省药品监督管理局"
channel = "文件"
family = "generic"
listing = "http://127.0.0.1:{port}/index.html"
loopback = true
browser = {browser}

[pace]
delay = 0

[options]
rows = "ul > li"
pages = '(?:页+)+第(\\d+)'
"""
ENOUGH = 60.0  # seconds after which a process is taken to stay; none was seen to need a third of it

# The run, with a shorter alarm in the crawling child, which would else wait two minutes.
SHORT_ALARM = "import crawler.child; crawler.child.STALLED = 3.0"


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """``serve(text)``: a project whose only list shows this text, or never answers if it is empty."""
    asked, over = threading.Event(), threading.Event()
    shown = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/robots.txt":
                self.send_error(404)
                return
            asked.set()
            if not shown[0]:
                over.wait()
                return
            self.send_response(200)
            body = shown[0].encode()
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()

    def begin(text: str, browser: str = "false") -> Path:
        shown.append(text)
        root = tmp_path / "project"
        source = SOURCE.format(port=server.server_port, browser=browser)
        make_project(root, {"one_mpa.toml": source}, "ra@example.com")
        return root

    begin.asked = asked  # type: ignore[attr-defined]
    yield begin
    over.set()
    server.shutdown()
    server.server_close()
    thread.join()


def start(root: Path, custom: str = "") -> subprocess.Popen[bytes]:
    """`regdelta crawl`, with a module that every Python of it loads first."""
    folder = root.parent / "custom"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(custom, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}
    return subprocess.Popen([sys.executable, "-m", "cli", "crawl", "--project", str(root)], env=environment, cwd=root)


def family(pid: int) -> dict[tuple[int, str], str]:
    """All that a process started, and what that started: (id, time of start) -> command line."""
    told = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "stat").read_text().rpartition(")")[2].split()
            told[int(process.name)] = (int(words[1]), words[19], words[0], (process / "cmdline").read_bytes())
        except OSError:  # gone in between
            continue
    found: dict[tuple[int, str], str] = {}
    wanted = {pid}
    while wanted:
        born = {child: facts for child, facts in told.items() if facts[0] in wanted}
        found |= {(child, began): line.replace(b"\0", b" ").decode() for child, (_, began, _, line) in born.items()}
        wanted = set(born)
    return found


def alive(process: tuple[int, str]) -> bool:
    """Still the process that it was; one that only waits to be reaped is gone."""
    try:
        words = Path(f"/proc/{process[0]}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return words[19] == process[1] and words[0] != "Z"


def until(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + ENOUGH
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def started(parent: subprocess.Popen[bytes], what: str) -> dict[tuple[int, str], str]:
    """The family of a run, once it has a member of this kind."""
    assert until(lambda: any(what in line for line in family(parent.pid).values()))
    return family(parent.pid)


def killed(parent: subprocess.Popen[bytes]) -> None:
    parent.send_signal(signal.SIGKILL)
    parent.wait()


pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the process table of Linux")


def test_the_child_leaves_when_its_parent_was_killed(serve: Any) -> None:
    """SIGKILL while a request is in flight that is never answered: no process of the run remains, and the database is free."""
    root = serve("")
    parent = start(root)
    assert serve.asked.wait(ENOUGH)
    members = started(parent, "crawler.process")
    killed(parent)
    assert until(lambda: not any(map(alive, members)))
    with open_rooms(root) as rooms, rooms.lock():
        assert rooms.store.unfinished_run() is not None


@pytest.mark.parametrize("kill", [False, True], ids=["parent waits", "parent killed"])
def test_a_page_on_which_our_code_hangs_ends_the_child(serve: Any, kill: bool) -> None:
    """A pattern that never ends on a page made for it, the interpreter's lock held: the alarm ends the process all the same."""
    root = serve(f"<ul><li><a href='a.html'>关于某事项的通知</a>2026-03-02</li></ul><p>{'页' * 60}</p>")
    parent = start(root, SHORT_ALARM)
    assert serve.asked.wait(ENOUGH)
    members = started(parent, "crawler.process")
    if kill:
        killed(parent)
    assert until(lambda: not any(map(alive, members)))
    if not kill:
        assert parent.wait(ENOUGH) == 0
        with open_rooms(root) as rooms:
            (health,) = rooms.store.health(rooms.store.runs()[0].id)
        assert "停住不动" in health.detail


@pytest.mark.usefixtures("chromium")
def test_a_browser_goes_with_its_crawl(serve: Any) -> None:
    """The parent killed while a page keeps Chromium busy for ever: neither the child nor any process of the browser remains."""
    root = serve("<html><body><script>while (true) {}</script></body></html>", browser="true")
    parent = start(root)
    members = started(parent, "--type=renderer")
    killed(parent)
    assert until(lambda: not any(map(alive, members)))
