"""Fixtures every test may use. What a machine may lack is asked for here, in one place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from monitor.demo import DemoDay, live_through

ROOT = Path(__file__).resolve().parent.parent


def lacking(what: str) -> None:
    """Skip with a reason on a desk; fail in CI, where ``.ci/run`` must have installed it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what}: must be there in CI")
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the baseline corpus, the example pages and the gold (``REGDELTA_SHARED``, default ``../shared``)."""
    path = Path(os.environ.get("REGDELTA_SHARED", ROOT.parent / "shared"))
    if not (path / "corpus").is_dir():
        lacking(f"no shared folder at {path}; set REGDELTA_SHARED")
    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a system Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    lacking("no Chromium on PATH")
    raise AssertionError


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[DemoDay]]:
    """The whole calendar of the sample regulators lived through once: the project folder and its days."""
    root = tmp_path_factory.mktemp("lived") / "demo"
    return root, live_through(root)
