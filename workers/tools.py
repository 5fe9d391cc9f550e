"""What a worker process has at hand, opened once at its start."""

from dataclasses import dataclass
from functools import cache

from redis import Redis

from city import db, logs, settings
from city.settings import Settings
from media.store import S3Store, Store


@dataclass(frozen=True, slots=True)
class Tools:
    """Settings, object store and queue."""

    settings: Settings
    store: Store
    queue: Redis


@cache
def tools() -> Tools:
    """Read the settings and point this process at the engines. Raises SettingsMissing."""
    told = settings.read()
    logs.configure()
    db.connect(told.database_url, pool_size=2)
    return Tools(
        settings=told,
        store=S3Store(told.s3_endpoint, told.s3_access_key, told.s3_secret_key, told.s3_bucket),
        queue=Redis.from_url(told.redis_url, socket_connect_timeout=5, health_check_interval=30),
    )
