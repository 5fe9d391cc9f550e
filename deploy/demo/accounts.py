"""The demo's accounts: random passwords, told once to whoever runs the demo."""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from argon2 import PasswordHasher

from city.people import ROLE_WORDS, Role
from deploy.demo.staff import PersonRow

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for each other
_LENGTH = 12
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's least


@dataclass(frozen=True, slots=True)
class Account:
    """A named demo account and its password in the clear."""

    username: str
    password: str
    name: str
    role: str
    role_words: str


def issue(people: Sequence[PersonRow]) -> tuple[list[Account], dict[int, str]]:
    """Fresh passwords for the named accounts, and everybody's hash by id.

    The others share a hash of something that nobody knows: they cannot sign in.
    """
    locked = HASHER.hash(secrets.token_urlsafe(32))
    hashes = dict.fromkeys((person.id for person in people), locked)
    accounts = []
    for person in people:
        if person.named:
            account = _account(person)
            accounts.append(account)
            hashes[person.id] = HASHER.hash(account.password)
    return accounts, hashes


def _account(person: PersonRow) -> Account:
    password = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    role = Role(person.roles[0])
    return Account(person.username, password, person.name, role.value, ROLE_WORDS[role]["zh"])


def write_accounts(var: Path, accounts: Sequence[Account]) -> Path:
    """Write `var/accounts.json`, readable by its owner only; returns its path."""
    path = var / "accounts.json"
    text = json.dumps([asdict(account) for account in accounts], ensure_ascii=False, indent=2)
    fresh = path.with_suffix(".fresh")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
    fresh.replace(path)
    return path
