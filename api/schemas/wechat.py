"""WeChat: codes, grants, signatures, and what the platform pushes."""

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


class StampArgs(Schema):
    """What stands in the query of every request of the platform."""

    signature = fields.String(load_default="", validate=validate.Length(max=100))
    timestamp = fields.String(load_default="", validate=validate.Length(max=20))
    nonce = fields.String(load_default="", validate=validate.Length(max=100))
    msg_signature = fields.String(load_default="", validate=validate.Length(max=100))
    encrypt_type = fields.String(load_default="", validate=validate.Length(max=10))
    openid = fields.String(load_default="", validate=validate.Length(max=100))
    echostr = fields.String(load_default="", validate=validate.Length(max=200))


class PhotoLinkArgs(Schema):
    """The signed part of a photo's address."""

    until = fields.Integer(required=True, validate=validate.Range(0, 2**40))
    proof = fields.String(required=True, validate=validate.Length(64, 64))
