"""Organisations that a case may be dispatched to."""

from collections.abc import Sequence

from api import here
from api.auth import STAFF
from api.blueprint import Blueprint
from api.schemas.people import OrganisationSchema
from city.dispatch.known import targets
from city.people import Organisation

blp = Blueprint("organisations", __name__, url_prefix="/api/v1/organisations", description="单位")


@blp.route("", allow=STAFF)
@blp.response(200, OrganisationSchema(many=True))
def dispatchable() -> Sequence[Organisation]:
    """The departments, for the dispatcher's choice"""
    return targets(here.session())
