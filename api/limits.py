"""How often a caller may ask. Counted in each web process: no engine is asked for it."""

from limits import RateLimitItem, RateLimitItemPerMinute, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from city.errors import TooMany
from city.settings import Settings


class Limits:
    """Fixed windows: sign-ins by name and by address, reports by sender and by address."""

    def __init__(self, told: Settings) -> None:
        self._counter = FixedWindowRateLimiter(MemoryStorage())
        self._sign_ins = parse(f"{told.sign_ins_per_quarter_hour} per 15 minutes")
        self._by_sender = RateLimitItemPerMinute(told.reports_per_minute)
        self._by_address = RateLimitItemPerMinute(told.reports_per_minute_by_address)

    def sign_in(self, username: str, address: str) -> None:
        """Count a try. Raises TooMany."""
        self._count(self._sign_ins, "sign-in", username)
        self._count(self._sign_ins, "sign-in-from", address)

    def intake(self, sender: str, address: str) -> None:
        """Count a report or an upload's beginning. Raises TooMany."""
        self._count(self._by_sender, "intake", sender)
        self._count(self._by_address, "intake-from", address)

    def _count(self, item: RateLimitItem, *who: str) -> None:
        if not self._counter.hit(item, *who):
            raise TooMany(seconds=max(1, item.get_expiry()))
