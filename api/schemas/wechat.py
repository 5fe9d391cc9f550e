"""WeChat: codes, grants, signatures."""

from marshmallow import Schema, fields, validate


class CodeSchema(Schema):
    """What `wx.login` gave."""

    code = fields.String(required=True, validate=validate.Length(1, 128))


class GrantsSchema(Schema):
    """The templates that `wx.requestSubscribeMessage` answered `accept` for."""

    templates = fields.List(
        fields.String(validate=validate.Length(1, 80)),
        required=True,
        validate=validate.Length(1, 5),
    )


class PageUrlArgs(Schema):
    """The page's address, as it was first opened."""

    url = fields.String(required=True, validate=validate.Length(1, 2000))


class PageSignatureSchema(Schema):
    """What `wx.config` takes: appId, timestamp, nonceStr, signature."""

    app = fields.String(required=True)
    timestamp = fields.Integer(required=True)
    nonce = fields.String(required=True)
    signature = fields.String(required=True)
