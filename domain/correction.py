"""更正: what a reader found wrong in a report that was sent.

A report is never changed. A correction is kept beside it, makes the next revision of its day, and is told by the next daily report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Fix(StrEnum):
    """What a correction does to what was told."""

    STRUCK = "struck"  # 有误, 划去
    RESTORED = "restored"  # 前次更正有误, 恢复
    REVISED = "revised"  # 整期重出


@dataclass(frozen=True, slots=True)
class Correction:
    """One 更正 of the daily report of ``on`` in its ``revision``, noted at ``made`` (aware UTC) with the reason in a person's words.

    ``item`` is the id of what was told (of a card, notice, new paper or date; empty for the whole report), ``number`` its line in
    that report (0 where it had none) and ``words`` that line as it was read.
    """

    on: date
    revision: int
    fix: Fix
    number: int
    item: str
    words: str
    reason: str
    made: datetime
