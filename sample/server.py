"""The four servers: a day, faults, and a log of what was asked."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType

from sample.calendar import DAYS
from sample.faults import Fault
from sample.handler import Handler, SiteServer
from sample.host import Host
from sample.regulators import REGULATORS
from sample.sources import source_file


@dataclass(frozen=True, slots=True)
class Logged:
    """One request as the log keeps it; ``status`` is 0 where the connection was cut."""

    source: str
    method: str
    path: str
    status: int
    user_agent: str


class SampleRegulators:
    """Four regulators on 127.0.0.1, one port each, as a context manager::

        with SampleRegulators(day=0) as sample:
            (project / "sources" / name).write_text(text) for name, text in sample.source_files().items()
            sample.set_day(1)

    ``ports`` fixes the port of a source id; every other one is free choice of the system. ``requests`` is safe to read
    from any thread. A fault that :meth:`fault` puts on a site stays over all days until :meth:`heal`; it comes before
    the calendar's own.
    """

    def __init__(self, day: int = 0, ports: Mapping[str, int] | None = None) -> None:
        self._lock = threading.Lock()
        self._log: list[Logged] = []
        self._servers: dict[str, SiteServer] = {}
        self._threads: list[threading.Thread] = []
        self._ports = dict(ports or {})
        self._day = day
        self._faults: dict[str, Fault] = {}

    def __enter__(self) -> SampleRegulators:
        for regulator in REGULATORS:
            server = SiteServer(("127.0.0.1", self._ports.get(regulator.id, 0)), Handler)
            server.host = Host(regulator, f"http://127.0.0.1:{server.server_port}", self._note)
            self._servers[regulator.id] = server
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            self._threads.append(thread)
        self.set_day(self._day)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.server_close()
        for thread in self._threads:
            thread.join()

    @property
    def day(self) -> int:
        """The number of the day now shown."""
        return self._day

    def set_day(self, number: int) -> None:
        """Show another day of the calendar, later or earlier. Raises IndexError outside of it."""
        if not 0 <= number < len(DAYS):
            raise IndexError(f"the calendar has days 0 to {len(DAYS) - 1}, not {number}")
        self._day = number
        for source, server in self._servers.items():
            server.host.show(number, self._faults.get(source))

    def fault(self, source: str, kind: Fault | str) -> None:
        """Make a site fail from the next request on. Raises KeyError for an unknown source, ValueError for an unknown kind."""
        self._faults[self._servers[source].host.regulator.id] = Fault(kind)
        self.set_day(self._day)

    def heal(self, source: str | None = None) -> None:
        """Take away the fault of one site, or of all; what the calendar says of the day holds again."""
        for name in [source] if source else list(self._faults):
            self._faults.pop(name, None)
        self.set_day(self._day)

    @property
    def urls(self) -> dict[str, str]:
        """Source id -> address of the listing."""
        return {source: f"{server.host.origin}{server.host.regulator.listing}" for source, server in self._servers.items()}

    def source_files(self) -> dict[str, str]:
        """File name -> text, for a project's ``sources/`` folder."""
        return {
            f"{source}.toml": source_file(server.host.regulator, server.host.origin) for source, server in self._servers.items()
        }

    @property
    def requests(self) -> tuple[Logged, ...]:
        """All requests so far, in the order of their answers."""
        with self._lock:
            return tuple(self._log)

    def forget(self) -> None:
        """Empty the log."""
        with self._lock:
            self._log.clear()

    def _note(self, source: str, method: str, path: str, status: int, user_agent: str) -> None:
        with self._lock:
            self._log.append(Logged(source, method, path, status, user_agent))
