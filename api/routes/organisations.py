"""Organisations that a case may be dispatched or delegated to."""

from collections.abc import Sequence

from api import here
from api.auth import STAFF, only
from api.blueprint import Blueprint
from api.schemas.people import OrganisationSchema
from city.cases.branch import all_below
from city.dispatch.known import targets
from city.people import Organisation, Role

blp = Blueprint("organisations", __name__, url_prefix="/api/v1/organisations", description="单位")


@blp.route("", allow=STAFF)
@blp.response(200, OrganisationSchema(many=True))
def dispatchable() -> Sequence[Organisation]:
    """The departments, for the dispatcher's choice"""
    return targets(here.session())


@blp.route("/below", allow=only(Role.DEPARTMENT))
@blp.response(200, OrganisationSchema(many=True))
def below() -> Sequence[Organisation]:
    """Those below one's own, to whom a case may be delegated"""
    return all_below(here.session(), here.actor().organisation_id)
