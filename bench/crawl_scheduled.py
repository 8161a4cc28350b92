"""One look of regdelta as its schedule starts it: ``python -m bench.crawl_scheduled FOLDER``.

``regdelta schedule`` loads a run before its time (monitor.standby), so the loading is not counted: the last line printed is the seconds from
the stroke of the clock, when the process is told to begin, until it has left.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

LOADED = 4.0  # seconds; the schedule gives it ten


def main() -> int:
    """The exit code of the run."""
    told = json.dumps(["crawl", "--json", "--project", sys.argv[1]]).encode() + b"\n"
    run = subprocess.Popen([sys.executable, "-c", "import cli; cli.main()", "--standby"], stdin=subprocess.PIPE)
    time.sleep(LOADED)
    begun = time.perf_counter()
    run.communicate(told)
    taken = time.perf_counter() - begun
    print(f"{taken:.3f}", flush=True)
    return run.returncode


if __name__ == "__main__":
    sys.exit(main())
