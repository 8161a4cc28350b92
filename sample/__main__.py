"""``python -m sample --day 3 --port 8700``: serve the four by hand, on ports from 8700 on (0: any free ones)."""

from __future__ import annotations

import argparse
import sys
import threading

from sample.calendar import DAYS
from sample.regulators import REGULATORS
from sample.server import SampleRegulators


def main(arguments: list[str] | None = None) -> None:
    """Serve until interrupted; a line on standard input with a number shows another day."""
    parser = argparse.ArgumentParser(prog="python -m sample", description="Serve the four sample regulators on loopback.")
    parser.add_argument("--day", type=int, default=0, choices=range(len(DAYS)), metavar=f"0-{len(DAYS) - 1}")
    parser.add_argument("--port", type=int, default=0, help="port of the first; the others follow (default: any free ports)")
    asked = parser.parse_args(arguments)
    ports = {regulator.id: asked.port + place for place, regulator in enumerate(REGULATORS)} if asked.port else {}
    with SampleRegulators(asked.day, ports) as sample:
        for source, url in sample.urls.items():
            sys.stdout.write(f"{source:12} {url}\n")
        sys.stdout.write(f"day {sample.day}: {DAYS[sample.day].title}. Type a day's number to change it, ctrl-c to stop.\n")
        sys.stdout.flush()
        _obey(sample)


def _obey(sample: SampleRegulators) -> None:
    try:
        for line in sys.stdin:
            if line.strip().isdigit() and int(line) < len(DAYS):
                sample.set_day(int(line))
                sys.stdout.write(f"day {sample.day}: {DAYS[sample.day].title}\n")
                sys.stdout.flush()
        threading.Event().wait()
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
