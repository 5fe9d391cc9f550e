"""Settings: complete, or not started."""

from dataclasses import fields

import pytest

from city.channels import KeyUnfit
from city.settings import NEEDED, SettingsMissing, read
from media.picture import Limits

GIVEN = dict.fromkeys(NEEDED, "x") | {"DATABASE_URL": "postgresql://city@db/xunjie"}


def test_complete() -> None:
    told = read(GIVEN | {"REPORTS_PER_MINUTE": "7"})
    assert told.database_url == "postgresql+psycopg://city@db/xunjie"
    assert told.reports_per_minute == 7
    assert told.zone.key == "Asia/Shanghai"
    assert told.photo_limits == {}


def test_every_limit_of_a_photo_is_a_setting() -> None:
    known = {one.name.upper() for one in fields(Limits)} - {"BYTES"}
    told = read(GIVEN | {f"PHOTO_{name}": "7" for name in known})
    assert Limits(**told.photo_limits) == Limits(**dict.fromkeys(map(str.lower, known), 7))


def test_all_that_is_missing_is_named_in_one_line() -> None:
    with pytest.raises(SettingsMissing) as missing:
        read({**GIVEN, "REDIS_URL": "", "S3_BUCKET": ""})
    assert str(missing.value).endswith(": REDIS_URL, S3_BUCKET")
    with pytest.raises(SettingsMissing) as all_missing:
        read({})
    assert all(name in str(all_missing.value) for name in NEEDED)


@pytest.mark.parametrize("name", ["WECHAT_AES_KEY", "WECHAT_ACCOUNT_AES_KEY"])
def test_a_key_that_is_none_keeps_a_city_from_starting(name: str) -> None:
    assert read(GIVEN | {name: "a" * 43}).channels
    for wrong in ("a" * 42, "a" * 44, "-" * 43, f"{'a' * 42} "):
        with pytest.raises(KeyUnfit) as unfit:
            read(GIVEN | {name: wrong})
        assert name in str(unfit.value)
        assert wrong not in str(unfit.value)
