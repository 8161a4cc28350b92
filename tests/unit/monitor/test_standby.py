"""Waiting to be told what to run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import IO

import pytest

from monitor import standby

NEW = """
import sys
from monitor import standby
standby.load()
before = set(sys.modules)
from monitor import run, ran, wiring, publish, site, deliver
from differ import compare, publications, relate, repeals
from reports.renderers import render
render
print(sorted(name for name in set(sys.modules) - before))
"""


@pytest.fixture
def silent() -> Iterator[IO[bytes]]:
    """A pipe nobody says anything into."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as words:
        yield words
        os.close(writing)


def test_the_arguments_come_as_a_line() -> None:
    """What stands behind it is not for us."""
    assert standby.told(BytesIO(b'["run", "jia_mpa"]\nmore')) == ["run", "jia_mpa"]


def test_no_line_is_no_run() -> None:
    """Who started us is gone."""
    assert standby.told(BytesIO()) is None


def test_nobody_is_waited_for_without_end(silent: IO[bytes]) -> None:
    assert standby.told(silent, patience=0.01) is None


def test_what_a_run_needs_is_there_once_it_is_loaded() -> None:
    """Each name in the list exists, and asking for the rooms again loads nothing."""
    done = subprocess.run([sys.executable, "-c", NEW], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
