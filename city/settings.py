"""Settings: one frozen value, read from the environment once, complete or not started."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from city import channels
from city.channels import Channels

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEEDED = (
    "DATABASE_URL",
    "REDIS_URL",
    "S3_ENDPOINT",
    "S3_ACCESS_KEY",
    "S3_SECRET_KEY",
    "S3_BUCKET",
)
COUNTS = (
    "PROXIES",
    "SESSION_SECONDS",
    "UPLOAD_SECONDS",
    "PHOTO_BYTES",
    "RECORDING_BYTES",
    "SENDER_BYTES_PER_DAY",
    "PUBLIC_DAYS",
    "KEPT_APART_DAYS",
    "KEEP_COMPONENT_DAYS",
    "KEEP_OCCURRENCE_DAYS",
    "KEEP_SERVICE_DAYS",
    "KEEP_DECLINED_DAYS",
    "KEEP_SURVEY_DAYS",
    "LET_GO_HOURLY",
    "HOTLINE_KEEP_DAYS",
    "WRONG_PASSWORDS",
    "WRONG_PASSWORDS_BY_ADDRESS",
    "REPORTS_PER_MINUTE",
    "REPORTS_PER_MINUTE_BY_ADDRESS",
    "OLDEST_APP",
)
PHOTO_LIMITS = (
    "PIXELS",
    "PIXELS_WHOLE",
    "SIDE",
    "FRAMES",
    "SCANS",
    "SECONDS",
    "PATIENCE",
    "MEMORY",
)
"""With PHOTO_ before them; what is not given stays as media.picture has it."""


class SettingsMissing(RuntimeError):
    """The environment lacks settings; the message names every one of them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the engines are and what the city has decided. Sizes in bytes, times in seconds."""

    database_url: str
    redis_url: str
    s3_endpoint: str
    s3_access_key: str
    s3_secret_key: str
    s3_bucket: str
    var: Path = Path("var")
    origin: str = "http://127.0.0.1:8000"
    secret_key: str | None = None
    jurisdiction: str = "xunjie"
    pwa: Path = Path(__file__).parent.parent / "pwa" / "dist"
    zone: ZoneInfo = SHANGHAI
    oldest_app: int = 1
    s3_public_endpoint: str | None = None
    tiles_url: str | None = None
    tiles_attribution: str | None = None
    proxies: int = 0
    session_seconds: int = 12 * 3600
    upload_seconds: int = 24 * 3600
    photo_bytes: int = 32 * 2**20
    photo_limits: Mapping[str, int] = field(default_factory=dict)
    recording_bytes: int = 50 * 2**20
    sender_bytes_per_day: int = 2 * 2**30
    public_days: int = 90
    kept_apart_days: int = 7
    keep_component_days: int = 5 * 365
    keep_occurrence_days: int = 3 * 365
    keep_service_days: int = 3 * 365
    keep_declined_days: int = 365
    keep_survey_days: int = 3 * 365
    let_go_hourly: int = 0
    fetch_trusted: tuple[str, ...] = ()
    hotline_drop: Path | None = None
    hotline_prefix: str | None = None
    hotline_keep_days: int = 90
    wrong_passwords: int = 5
    wrong_passwords_by_address: int = 100
    reports_per_minute: int = 60
    reports_per_minute_by_address: int = 3000
    channels: Channels = field(default_factory=Channels)

    @property
    def upload_bytes(self) -> int:
        """A photo's or a recording's most; which of them it is, its content says in the end."""
        return max(self.photo_bytes, self.recording_bytes)

    @property
    def keep_days(self) -> dict[str, int]:
        """Class of case → days for which its photos are kept after its end."""
        return {
            "component": self.keep_component_days,
            "occurrence": self.keep_occurrence_days,
            "service": self.keep_service_days,
            "declined": self.keep_declined_days,
            "survey": self.keep_survey_days,
        }


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in `environ`.

    Raises SettingsMissing naming, in one line, all that are absent.
    """
    missing = [name for name in NEEDED if not environ.get(name)]
    if missing:
        raise SettingsMissing(f"settings missing from the environment: {', '.join(missing)}")
    given: dict[str, Any] = {name.lower(): environ[name] for name in NEEDED}
    given["database_url"] = sqlalchemy_url(given["database_url"])
    given |= {name.lower(): int(environ[name]) for name in COUNTS if environ.get(name)}
    limits = {name.lower(): environ.get(f"PHOTO_{name}") for name in PHOTO_LIMITS}
    return Settings(
        **given,
        photo_limits={name: int(value) for name, value in limits.items() if value},
        s3_public_endpoint=environ.get("S3_PUBLIC_ENDPOINT") or None,
        tiles_url=environ.get("TILES_URL") or None,
        fetch_trusted=tuple(environ.get("FETCH_TRUSTED", "").split()),
        jurisdiction=environ.get("JURISDICTION") or "xunjie",
        secret_key=environ.get("SECRET_KEY") or None,
        hotline_drop=Path(environ["HOTLINE_DROP"]) if environ.get("HOTLINE_DROP") else None,
        hotline_prefix=environ.get("HOTLINE_PREFIX") or None,
        tiles_attribution=environ.get("TILES_ATTRIBUTION") or None,
        var=Path(environ.get("VAR", "var")),
        origin=environ.get("ORIGIN", "http://127.0.0.1:8000"),
        channels=channels.read(environ),
        zone=ZoneInfo(environ.get("CITY_ZONE", "Asia/Shanghai")),
    )


def sqlalchemy_url(url: str) -> str:
    """`postgresql://…` as cities write it, with the driver that we use."""
    scheme, rest = url.split("://", 1)
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else url
