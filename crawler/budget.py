"""What a crawl may use up. When it is used up nothing more is asked for, and every page left says so: the run ends in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic

from domain.source import Budget

MEGABYTE = 10**6


@dataclass(slots=True)
class Purse:
    """A budget and what was spent of it: ``requests`` sent, ``received`` bytes as they came over the network, and time since ``begun``."""

    budget: Budget
    requests: int = 0
    received: int = 0
    begun: float = field(default_factory=monotonic)

    def empty(self) -> str:
        """What is used up, as words; empty while there is something left of everything."""
        minutes = (monotonic() - self.begun) / 60
        for limit, spent, words in (
            (self.budget.requests, self.requests, f"已请求 {self.requests} 次"),
            (self.budget.megabytes, self.received / MEGABYTE, f"已接收 {self.received / MEGABYTE:.1f} MB"),
            (self.budget.minutes, minutes, f"已用 {minutes:.0f} 分钟"),
        ):
            if limit and spent >= limit:
                return words
        return ""
