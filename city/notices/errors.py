"""What can go wrong in telling and asking people, in words."""
# ruff: noqa: RUF012 - the words of a class are never changed

from city.errors import CityError


class SubscriptionUnfit(CityError):
    """What a browser gave to be told by push cannot be used."""

    code = "subscription_unfit"
    words = {"zh": "不能登记推送：{why}", "en": "This browser cannot be told: {why}"}


class TemplateUnfit(CityError):
    """Words that cannot be put in force for a notice."""

    code = "template_unfit"
    words = {"zh": "模板没有保存：{why}", "en": "The template was not saved: {why}"}


class AlreadyAnswered(CityError):
    """A question that was answered, or whose time is over."""

    code = "already_answered"
    words = {
        "zh": "已经评价过，或已过评价时间；先前的评价没有改变",
        "en": "This was answered before, or its time is over; the first answer stands",
    }


class WechatRefused(CityError):
    """The WeChat platform said no; `code` is its errcode, 0 where it did not answer."""

    code = "wechat_refused"
    words = {
        "zh": "微信没有接受（{code}），请关闭后重新打开",
        "en": "WeChat did not accept this ({code}); close it and open it again",
    }
