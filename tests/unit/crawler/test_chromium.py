from __future__ import annotations

from pathlib import Path

import pytest

from crawler import chromium


def test_what_is_lacking_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """First the extra, then the program; nothing once both are there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "find_spec", lambda _: None)
    assert "regdelta[browser]" in chromium.lacking()
    monkeypatch.setattr(chromium, "find_spec", lambda _: object())
    assert "没有 Chromium" in chromium.lacking()
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert chromium.lacking() == ""
