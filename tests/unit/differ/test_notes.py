"""Sentences about validity."""

from __future__ import annotations

import pytest

from differ.notes import Sort, bracketed_note, read_note, same_title, without_notes


@pytest.mark.parametrize(
    ("sentence", "sort"),
    [
        ("本办法自2027年1月1日起废止。", Sort.WHOLE),
        ("【已失效】", Sort.WHOLE),
        ("本措施第(三)项停止执行。", Sort.PART),
        ("《渔港旧规》(青渔[2009]4号)同时废止。", Sort.OTHER),
        ("经评估,本办法继续有效,有效期延长至2030年。", Sort.EXTENDED),
        ("有效期届满后自动失效。", None),
        ("根据《关于废止部分文件的决定》修改本办法。", None),
        ("证件失效的,应当重新申请。", None),
    ],
)
def test_read_note(sentence: str, sort: Sort | None) -> None:
    """A note says that this text, a part of it or another text no longer applies; a rule about what lapses is none."""
    note = read_note(sentence)
    assert (note.sort if note else None) == sort


def test_named_items() -> None:
    """The items a note names are read; those of another text are not."""
    assert read_note("依据《渔港条例》第九条,本办法第(三)项、第(五)项停止执行。").numbers == ("三项", "五项")


def test_bracketed_notes() -> None:
    """A note in brackets can be taken off what it stands in."""
    assert bracketed_note("放宽准入（自2027年起停止执行）。") == "（自2027年起停止执行）"
    assert without_notes("放宽准入（已废止）") == "放宽准入"
    assert bracketed_note("放宽准入（试行）") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青岚省渔港泊位管理的若干措施(试行)", "青岚省渔港泊位管理若干措施", True),
        ("渔港泊位管理若干措施", "青岚省渔港泊位管理若干措施", True),
        ("渔港泊位收费办法", "渔港泊位管理办法", False),
        ("", "渔港泊位管理办法", False),
    ],
)
def test_same_title(one: str, other: str, same: bool) -> None:
    """试行, 的 and the issuer make no other instrument."""
    assert same_title(one, other) is same
