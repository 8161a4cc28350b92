"""Days in the words of JSON interfaces: numbers since 1970, times with a zone, or a date as people write it.

A number means a moment in Beijing: read as UTC, thirty of thirty records of one service fall on the day before (reference §2.10).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from crawler.cms.dates import read_date

BEIJING = timezone(timedelta(hours=8))
MILLISECONDS = 10**11  # as seconds the year 5138
COMPACT = re.compile(r"^((?:19|20)\d\d)([01]\d)([0-3]\d)(?:\d{6})?$")
"""20260304, 20260304101112; as seconds the year 1970, or none that a milliseconds clock has shown."""
ZONED = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)$")


def day(value: object) -> date | None:
    """The day in Beijing that a value means: unix seconds or milliseconds, a time with its zone, digits of a day, else any printed date."""
    if isinstance(value, bool):
        return None
    if found := COMPACT.match(str(value).strip()):
        return read_date("-".join(found.groups()))
    if isinstance(value, int | float) or (isinstance(value, str) and value.isdecimal() and len(value) > 8):
        seconds = float(value)
        seconds = seconds / 1000 if seconds >= MILLISECONDS else seconds
        return datetime.fromtimestamp(seconds, BEIJING).date() if 0 < seconds < MILLISECONDS else None
    if isinstance(value, str) and ZONED.match(value.strip()):
        return datetime.fromisoformat(value.strip()).astimezone(BEIJING).date()
    return read_date(value) if isinstance(value, str) else None
