"""One look of changedetection.io at the pages of the crawl benchmark: ``python -m bench.crawl_changedetection PROGRAM FOLDER URL PAGES``.

It is a server that goes on by itself, so its start is not counted: the last line printed is the seconds from asking for the look until all
pages were looked at. Started with one address of our own it makes no watches on public sites, and its question for newer versions is
switched off: it talks to loopback only.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

PATIENCE = 300.0
PAUSE = 0.1
ENVIRONMENT = {
    "ALLOW_IANA_RESTRICTED_ADDRESSES": "true",  # our site is on loopback
    "DISABLE_VERSION_CHECK": "true",
    "LLM_FEATURES_DISABLED": "true",
    "LOGGER_LEVEL": "ERROR",
    "MINIMUM_SECONDS_RECHECK_TIME": "0",
}


class Server:
    """The program as it runs over a folder; asked through its API."""

    def __init__(self, address: str, kept: Path) -> None:
        self._address, self._kept = address, kept

    def ask(self, path: str, body: bytes | None = None) -> Any:
        request = Request(f"{self._address}/api/v1/{path}", body, {"x-api-key": self._key(), "Content-Type": "text/plain"})  # noqa: S310 - loopback
        with urlopen(request, timeout=60) as answer:  # noqa: S310
            return json.loads(answer.read())

    def _key(self) -> str:
        for path in sorted(self._kept.glob("*.json")):
            known = json.loads(path.read_text("utf-8"))
            if key := known.get("settings", {}).get("application", {}).get("api_access_token"):
                return str(key)
        raise FileNotFoundError(f"no settings in {self._kept} yet")

    def until_up(self) -> None:
        _until(lambda: self.ask("systeminfo") is not None)

    def until_looked(self, since: float, pages: int) -> None:
        """Until every page was looked at after ``since`` (whole seconds of the clock are all it keeps)."""
        _until(lambda: self.ask("systeminfo")["queue_size"] == 0 and self._looked(since, pages))

    def _looked(self, since: float, pages: int) -> bool:
        watches = list(self.ask("watch").values())
        if wrong := [one for one in watches if one["last_error"]]:
            raise RuntimeError(f"{wrong[0]['url']}: {wrong[0]['last_error']}")
        return len(watches) == pages and all(one["last_checked"] >= int(since) for one in watches)


def _until(true: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if true():
                return
        except (URLError, OSError, json.JSONDecodeError):
            pass  # it is still starting, or writing its settings
        time.sleep(PAUSE)
    raise TimeoutError(f"changedetection.io was not done within {PATIENCE:.0f} s")


@contextmanager
def serving(program: str, folder: Path, first: str) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = folder / "kept"
    command = [program, "-C", "-d", str(kept), "-h", "127.0.0.1", "-p", str(port), *(() if kept.exists() else ("-u", first))]
    with subprocess.Popen(command, cwd=folder, env={**os.environ, **ENVIRONMENT}, stdout=subprocess.DEVNULL) as process:
        try:
            server = Server(f"http://127.0.0.1:{port}", kept)
            server.until_up()
            yield server
        finally:
            process.terminate()


def main() -> None:
    program, folder, url, pages = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    addresses = [f"{url}/doc/{number}.html" for number in range(pages)]
    with serving(program, folder, addresses[0]) as server:
        new = len(server.ask("watch")) < pages
        time.sleep(1.0)  # it keeps whole seconds: a look of this second and one of the second before must differ
        since, begun = time.time(), time.perf_counter()
        server.ask("import", "\n".join(addresses[1:]).encode()) if new else server.ask("watch?recheck_all=1")
        server.until_looked(since if not new else 1, pages)
        taken = time.perf_counter() - begun
    print(f"{taken:.3f}")


if __name__ == "__main__":
    main()
