"""A town, on the migrated database; whatever a test does there is rolled back."""

import pytest
from sqlalchemy.orm import Session

from tests.life.town import Town, build


@pytest.fixture
def town(session: Session) -> Town:
    return build(session)
