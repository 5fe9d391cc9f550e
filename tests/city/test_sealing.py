"""Secrets that are kept sealed: any key that a city was started with opens what it sealed."""

from dataclasses import replace
from pathlib import Path

import pytest

from city import sealing
from city.sealing import SealBroken
from city.settings import Settings

TOLD = Settings("", "", "", "", "", "")
KEYS = ("5a" * 32, "5A" * 32, "no hexadecimal digits, but long enough", "ü" * 40)


@pytest.mark.parametrize("key", KEYS)
def test_what_was_sealed_is_opened_by_its_key_for_its_owner(key: str) -> None:
    told = replace(TOLD, secret_key=key)
    sealed = sealing.seal(told, b"secret", "whose")
    assert sealing.unseal(told, sealed, "whose") == b"secret"
    for other, whose in ((replace(told, secret_key="6b" * 32), "whose"), (told, "another's")):
        with pytest.raises(SealBroken):
            sealing.unseal(other, sealed, whose)


def test_without_a_setting_a_machine_makes_its_own_key(tmp_path: Path) -> None:
    told = replace(TOLD, var=tmp_path)
    sealed = sealing.seal(told, b"secret", "whose")
    assert sealing.unseal(told, sealed, "whose") == b"secret"
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
