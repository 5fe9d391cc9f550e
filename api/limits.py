"""How often a caller may ask. Counted in each web process: no engine is asked for it."""

import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from city.errors import TooMany
from city.settings import Settings

LOCKED_MINUTES = 30  # GB/T 22239, level three: a name is locked for a while after wrong passwords


class Limits:
    """Fixed windows: wrong passwords by name and address, reports by sender and by address."""

    def __init__(self, told: Settings) -> None:
        self._counter = FixedWindowRateLimiter(MemoryStorage())
        self._wrong_by_name = RateLimitItemPerMinute(told.wrong_passwords, LOCKED_MINUTES)
        self._wrong_by_address = RateLimitItemPerMinute(
            told.wrong_passwords_by_address, LOCKED_MINUTES
        )
        self._by_sender = RateLimitItemPerMinute(told.reports_per_minute)
        self._by_address = RateLimitItemPerMinute(told.reports_per_minute_by_address)

    def may_sign_in(self, username: str, address: str) -> None:
        """Raises TooMany after too many wrong passwords, for the name from there or from there."""
        for item, who in self._doors(username, address):
            if not self._counter.test(item, *who):
                raise self._too_many(item, who)

    def wrong_password(self, username: str, address: str) -> None:
        """Count a wrong password."""
        for item, who in self._doors(username, address):
            self._counter.hit(item, *who)

    def intake(self, sender: str, address: str) -> None:
        """Count a report or an upload's beginning. Raises TooMany."""
        for item, who in (
            (self._by_sender, ("intake", sender)),
            (self._by_address, ("intake-from", address)),
        ):
            if not self._counter.hit(item, *who):
                raise self._too_many(item, who)

    def _doors(
        self, username: str, address: str
    ) -> tuple[tuple[RateLimitItem, tuple[str, ...]], ...]:
        return (
            (self._wrong_by_name, ("sign-in", username, address)),
            (self._wrong_by_address, ("sign-in-from", address)),
        )

    def _too_many(self, item: RateLimitItem, who: tuple[str, ...]) -> TooMany:
        ends = self._counter.get_window_stats(item, *who).reset_time
        return TooMany(seconds=max(1, round(ends - time.time())))
