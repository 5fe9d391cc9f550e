"""GeoReport v2's answers as JSON Schema: fields, kinds, words and what must be there.

After the specification's tables and what open311's own validator asks (open311/schema-validation);
nothing may stand in an answer that neither of them knows.
"""

from typing import Any

import jsonschema_rs

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
TEXT_OR_NOT: Schema = {"type": ["string", "null"]}
MOMENT: Schema = {"type": "string", "format": "date-time"}
MOMENT_OR_NOT: Schema = {"anyOf": [MOMENT, {"type": "null"}]}


def _object(required: str, fields: Schema) -> Schema:
    return {
        "type": "object",
        "required": required.split(),
        "properties": fields,
        "additionalProperties": False,
    }


def _rows(one: Schema) -> Schema:
    return {"type": "array", "items": one}


SERVICE = _object(
    "service_code service_name metadata type",
    {
        "service_code": TEXT,
        "service_name": TEXT,
        "metadata": {"type": "boolean"},
        "type": {"enum": ["realtime", "batch", "blackbox"]},
        **dict.fromkeys(("description", "keywords", "group"), TEXT_OR_NOT),
    },
)
VALUE = _object("key name", {"key": TEXT, "name": TEXT})
KINDS = ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]
ATTRIBUTE = _object(
    "variable code datatype required",
    {
        "variable": {"type": "boolean"},
        "required": {"type": "boolean"},
        "code": TEXT,
        "datatype": {"enum": KINDS},
        "order": {"type": ["integer", "null"]},
        **dict.fromkeys(("datatype_description", "description"), TEXT_OR_NOT),
        "values": _rows(VALUE),
    },
)
REQUEST = _object(
    "service_request_id status service_code requested_datetime",
    {
        "service_request_id": TEXT,
        "service_code": TEXT,
        "requested_datetime": MOMENT,
        "status": {"enum": ["open", "closed"]},
        "description": {"type": ["string", "null"], "maxLength": 4000},
        **dict.fromkeys(("updated_datetime", "expected_datetime"), MOMENT_OR_NOT),
        **dict.fromkeys(("status_notes", "service_name", "agency_responsible"), TEXT_OR_NOT),
        **dict.fromkeys(("service_notice", "address", "address_id", "zipcode"), TEXT_OR_NOT),
        "lat": {"type": ["number", "null"], "minimum": -90, "maximum": 90},
        "long": {"type": ["number", "null"], "minimum": -180, "maximum": 180},
        "media_url": {"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]},
    },
)
POSTED = _object(
    "service_request_id",
    {
        "service_request_id": TEXT,
        "token": TEXT,
        **dict.fromkeys(("service_notice", "account_id"), TEXT_OR_NOT),
    },
)
ERROR = _object("code description", {"code": {"type": "integer"}, "description": TEXT})
FORMS: dict[str, Schema] = {
    "services": _rows(SERVICE),
    "definition": _object(
        "service_code attributes", {"service_code": TEXT, "attributes": _rows(ATTRIBUTE)}
    ),
    "requests": _rows(REQUEST),
    "posted": {**_rows(POSTED), "minItems": 1},
    "errors": {**_rows(ERROR), "minItems": 1},
}


def must_be(form: str, told: Any) -> None:
    """Raises ValidationError, which says where, unless `told` has this form."""
    jsonschema_rs.validate(FORMS[form], told, validate_formats=True)
