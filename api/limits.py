"""How often a caller may ask. Counted in each web process: no engine is asked for it."""

import threading
import time
from dataclasses import dataclass, field

from city.errors import TooMany
from city.settings import Settings

LOCKED = 30 * 60  # seconds; GB/T 22239, level three: a name is locked after wrong passwords
MINUTE = 60
DAY = 24 * 3600
SUGGESTIONS = 60  # a minute, while somebody types
SUGGESTIONS_BY_ADDRESS = 1200
PUSH_TESTS = 6  # a minute
RECEIPTS_BY_ADDRESS = 6000  # a minute; many phones stand behind one address


@dataclass
class Window:
    """At most `most` of each key in `seconds`, counted from the window's beginning.

    Twenty lines of our own, since the library at hand starts a thread for each hit (2 ms).
    """

    most: int
    seconds: int
    _ends: float = 0.0
    _counts: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def check(self, key: str, hit: int = 1) -> None:
        """Raises TooMany when `key` was counted too often; else counts it `hit` times more."""
        with self._lock:
            now = time.monotonic()
            if now >= self._ends:
                self._ends, self._counts = now + self.seconds, {}
            count = self._counts.get(key, 0)
            if count >= self.most:
                raise TooMany(seconds=max(1, round(self._ends - now)))
            if hit:
                self._counts[key] = count + hit


class Limits:
    """Wrong passwords by name and address; reports by sender and by address; bytes by sender."""

    def __init__(self, told: Settings) -> None:
        self._wrong_by_name = Window(told.wrong_passwords, LOCKED)
        self._wrong_by_address = Window(told.wrong_passwords_by_address, LOCKED)
        self._by_sender = Window(told.reports_per_minute, MINUTE)
        self._by_address = Window(told.reports_per_minute_by_address, MINUTE)
        self._asked_by_sender = Window(told.reports_per_minute, MINUTE)

        self._bytes_by_sender = Window(told.sender_bytes_per_day, DAY)
        self._suggestions = Window(SUGGESTIONS, MINUTE)
        self._suggestions_by_address = Window(SUGGESTIONS_BY_ADDRESS, MINUTE)
        self._push_tests = Window(PUSH_TESTS, MINUTE)
        self._receipts = Window(RECEIPTS_BY_ADDRESS, MINUTE)

    def may_sign_in(self, username: str, address: str) -> None:
        """Raises TooMany after too many wrong passwords, for this name or at all, from there."""
        self._wrong_by_name.check(f"{address} {username}", hit=0)
        self._wrong_by_address.check(address, hit=0)

    def wrong_password(self, username: str, address: str) -> None:
        """Count a wrong password."""
        self._wrong_by_name.check(f"{address} {username}")
        self._wrong_by_address.check(address)

    def intake(self, sender: str, address: str) -> None:
        """Count a report or an upload's beginning. Raises TooMany."""
        self._by_sender.check(sender)
        self._by_address.check(address)

    def chat(self, sender: str) -> None:
        """Count a message that came by a platform, whose address says nothing. Raises TooMany."""
        self._by_sender.check(sender)

    def asking(self, sender: str, address: str) -> None:
        """Count a question whether something is known already. Raises TooMany."""
        self._asked_by_sender.check(sender)
        self._by_address.check(address)

    def bytes(self, sender: str, size: int) -> None:
        """Count the bytes that an upload brings. Raises TooMany when the day's are used up."""
        self._bytes_by_sender.check(sender, size)

    def suggest(self, sender: str, address: str) -> None:
        """Count a question what words are about. Raises TooMany."""
        self._suggestions.check(sender)
        self._suggestions_by_address.check(address)

    def receipt(self, address: str) -> None:
        """Count a receipt of a push, which nobody signs. Raises TooMany."""
        self._receipts.check(address)

    def push_test(self, sender: str) -> None:
        """Count a push that one sends to oneself. Raises TooMany."""
        self._push_tests.check(sender)
