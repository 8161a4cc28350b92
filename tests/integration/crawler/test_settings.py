"""The settings that a running crawler really has: what it says itself, not what a file says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Site = Any  # tests/integration/crawler/conftest.py
Answers = Any

ROOT = Path(__file__).resolve().parents[3]

# The child's own code with one extension more, which writes down what it finds once the first answer has come.
PROBE = """
import json, sys
from pathlib import Path
from scrapy import signals

class Probe:
    @classmethod
    def from_crawler(cls, crawler):
        probe = cls()
        probe.crawler = crawler
        crawler.signals.connect(probe.tell, signals.spider_closed)
        return probe

    def tell(self):
        from twisted.internet import reactor
        engine = self.crawler.engine
        handlers = engine.downloader.handlers
        told = {
            "settings": {name: self.crawler.settings.get(name) for name in json.loads(sys.argv[2])},
            "schemes": {s: type(handlers._get_handler(s)).__name__ for s in ("http", "https", "file", "ftp", "s3", "data")},
            "resolver": type(reactor.nameResolver).__name__,
            "extensions": sorted(type(one).__name__ for one in self.crawler.extensions.middlewares),
            "downloader": [type(one).__name__ for one in engine.downloader.middleware.middlewares],
            "ports": [port.getHost().port for port in reactor.getReaders() if hasattr(port, "getHost") and hasattr(port, "factory")],
        }
        Path(sys.argv[3]).write_text(json.dumps(told))

if __name__ == "__main__":
    import crawler.settings
    crawler.settings.EXTENSIONS = {**crawler.settings.EXTENSIONS, Probe: 1}
    from crawler.child import main
    import os
    sys.exit(main(open(sys.argv[1], "rb"), os.getppid()))
"""

WANTED = {
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_MAXSIZE": 64 * 2**20,
    "DOWNLOAD_TIMEOUT": 60.0,
    "REDIRECT_MAX_TIMES": 5,
    "METAREFRESH_ENABLED": False,
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_ITEMS": 1,
    "HTTPCACHE_ENABLED": False,
    "DNS_TIMEOUT": 20,
    "RETRY_TIMES": 1,
}


@pytest.fixture
def told(project: Any, site: Site, answer: Answers, tmp_path: Path) -> dict[str, Any]:
    site.lists("a.html")
    site.answers["/list/a.html"] = answer.article()
    probe, job, answered = tmp_path / "probe.py", tmp_path / "job.json", tmp_path / "told.json"
    probe.write_text(PROBE, "utf-8")
    job.write_bytes(project.job((site.source(),)).to_json())
    command = [sys.executable, str(probe), str(job), json.dumps(list(WANTED)), str(answered)]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert site.paths == ["/list/index.html", "/list/a.html"]
    found: dict[str, Any] = json.loads(answered.read_text())
    return found


def test_a_running_crawler_is_set_as_the_reference_says(told: dict[str, Any]) -> None:
    """Limits, handlers, resolver and order of middlewares as they are in force while pages are fetched."""
    assert told["settings"] == WANTED
    assert told["schemes"] == {
        "http": "BoundedHandler",
        "https": "BoundedHandler",
        **dict.fromkeys(("file", "ftp", "s3", "data"), "NoneType"),
    }
    assert told["resolver"] == "PinnedResolver"
    assert not {"RemoteControl", "TelnetConsole", "FeedExporter"} & set(told["extensions"])
    assert told["ports"] == []


def test_the_middlewares_stand_in_the_order_that_their_promises_need(told: dict[str, Any]) -> None:
    """The guard before robots.txt and before everything that asks; hops between decompression and redirects; our own cookie jar."""
    order = told["downloader"]
    for first, second in (
        ("GuardMiddleware", "StrictRobotsMiddleware"),
        ("StrictRobotsMiddleware", "RetryMiddleware"),
        ("RetryMiddleware", "ConditionalMiddleware"),
        ("ConditionalMiddleware", "RedirectMiddleware"),
        ("RedirectMiddleware", "HopsMiddleware"),
        ("HopsMiddleware", "CodingMiddleware"),
        ("CodingMiddleware", "BudgetMiddleware"),
    ):
        assert order.index(first) < order.index(second), (first, second)
    others = {
        "CookiesMiddleware",
        "RobotsTxtMiddleware",
        "HttpCacheMiddleware",
        "MetaRefreshMiddleware",
        "HttpCompressionMiddleware",
    }
    assert not others & set(order)
