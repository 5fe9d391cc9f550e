"""What can go wrong, in the words of the business; `api/errors.py` gives each a status."""
# ruff: noqa: RUF012 - the words of a class are never changed

from typing import ClassVar


class CityError(Exception):
    """A refusal that a person will read: `words` has one template a language."""

    code: ClassVar[str] = "refused"
    words: ClassVar[dict[str, str]] = {"zh": "操作被拒绝", "en": "Refused"}

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        """The sentence for `language` ("zh" or "en")."""
        facts = {name: _in(language, fact) for name, fact in self.facts.items()}
        return self.words[language].format_map(facts)


def _in(language: str, fact: object) -> str:
    """A fact may itself have words in each language, or be a list of such."""
    if isinstance(fact, dict):
        return str(fact[language])
    if isinstance(fact, list):
        return ("、" if language == "zh" else ", ").join(_in(language, one) for one in fact)
    return str(fact)


class Missing(CityError):
    """What was asked for is not there, or not there for this person."""

    code = "not_found"
    words = {"zh": "没有找到{what}", "en": "No such {what}"}
    things: ClassVar[dict[str, str]] = {
        "case": "案件",
        "report": "上报",
        "upload": "上传",
        "photo": "照片",
        "open task": "待办任务",
        "request": "待审批的这项申请",
        "inspector": "这位监督员",
        "filing condition": "立案条件",
        "department": "处置单位",
        "notice": "通知",
        "message": "这条消息",
        "category": "类别",
        "place elsewhere": "这个去处",
        "page": "页面",
        "contact": "联系方式",
        "version": "可撤销的版本",
        "name": "这个名称",
        "box": "遮挡框",
        "subscription": "推送登记",
        "template": "通知模板",
        "revisit": "回访",
        "wechat": "微信应用或用户",
        "import": "这次导入",
        "source": "这个来源",
        "file": "这个文件",
        "channel": "这个渠道",
        "client": "这个接入方",
        "person": "这个人",
        "beat": "这个责任网格",
        "shift": "班次",
        "leave": "请假",
        "roll-call": "点名",
        "survey": "普查",
        "point": "普查点",
        "announcement": "公告",
        "item": "这条舆情",
        "check": "待看的内容",
        "crew": "这个班组",
        "member": "这位队员",
    }

    def __init__(self, what: str) -> None:
        super().__init__(what={"zh": self.things.get(what, what), "en": what})


class NotSignedIn(CityError):
    """The caller must say who they are first."""

    code = "not_signed_in"
    words = {"zh": "请先登录；未发送的内容都还在", "en": "Please sign in; nothing unsent is lost"}


class NotAllowed(CityError):
    """This person may not do this."""

    code = "not_allowed"
    words = {"zh": "您没有这项权限", "en": "You are not allowed to do this"}


class ForgedRequest(CityError):
    """A change was asked with a session's cookie but without its CSRF token."""

    code = "csrf"
    words = {
        "zh": "页面已过期，请刷新后再试；未发送的内容都还在",
        "en": "This page is out of date; reload and try again. Nothing unsent is lost",
    }


class WrongPassword(CityError):
    """Name and password do not belong together; which of them is wrong is not said."""

    code = "wrong_password"
    words = {"zh": "用户名或密码不对", "en": "Wrong user name or password"}


class ReportDiffers(CityError):
    """The same report id came with other content."""

    code = "report_differs"
    words = {
        "zh": "编号相同的上报已经收到，但内容不同；先收到的没有改变，请用新编号重新上报",
        "en": "A report with this id but other content was already received; nothing was changed",
    }


class DeedDiffers(CityError):
    """The same id of a change came with other content, or from somebody else."""

    code = "deed_differs"
    words = {
        "zh": "编号相同的操作已经办过，但内容不同；先办的没有改变，请重新操作",
        "en": "A change with this id but other content was already made; please do it anew",
    }


class Unready(CityError):
    """Something that is asked for is still being made, or an engine is away for a moment."""

    code = "unready"
    words = {
        "zh": "暂时不可用，请稍后再试；未发送的内容都还在",
        "en": "Not available for the moment; try again shortly. Nothing unsent is lost",
    }


class UnknownCategory(CityError):
    """The catalogue has no category of this code."""

    code = "unknown_category"
    words = {
        "zh": "目录里没有类别“{category}”，请重新选择",
        "en": "The catalogue has no category “{category}”; choose again",
    }


class NameUnfit(CityError):
    """A name that cannot be taken into the city's lexicon."""

    code = "name_unfit"
    words = {"zh": "不能收录：{why}", "en": "This cannot be taken: {why}"}


class RulesUnclear(CityError):
    """Dispatch rules that cannot be read; `problems` names rows and fields."""

    code = "rules_unclear"
    words = {
        "zh": "规则有 {count} 处看不懂：{problems}；没有保存",
        "en": "The rules are unclear in {count} places: {problems}. Nothing was saved",
    }


class StageForbids(CityError):
    """The case is not at a stage that takes this action."""

    code = "stage_forbids"
    words = {
        "zh": "案件现在是“{stage}”，不能{action}；可能别人刚刚处理过，请刷新",
        "en": "The case is now “{stage}”: “{action}” is not open. Please reload",
    }


class NeedsMissing(CityError):
    """The action needs something that was not given."""

    code = "needs_missing"
    words = {"zh": "{action}需要{needs}", "en": "{action} needs: {needs}"}


class UploadRefused(CityError):
    """An upload that cannot begin: nobody asked for this photo."""

    code = "upload_unwanted"
    words = {
        "zh": "上报里没有登记这张照片，请先提交上报",
        "en": "No report asks for this photo; send the report first",
    }


class UploadExpired(CityError):
    """The upload was not finished in time and was swept; it can begin again."""

    code = "upload_expired"
    words = {"zh": "上传已过期，请重新开始", "en": "This upload has expired; begin it again"}


class UploadBusy(CityError):
    """Another request is writing to this upload right now."""

    code = "upload_busy"
    words = {
        "zh": "这张照片正在上传，请稍候",
        "en": "This photo is being uploaded by another request",
    }


class NotYetCase(CityError):
    """A report that was just received becomes a case within moments."""

    code = "not_yet_case"
    words = {"zh": "上报正在转成案件，请稍候", "en": "The report is just becoming a case"}


class OffsetDiffers(CityError):
    """The client's offset is not where the upload stopped."""

    code = "offset_differs"
    words = {"zh": "上传应从第 {offset} 字节继续", "en": "The upload continues at byte {offset}"}


class TooMany(CityError):
    """Asked too often. `seconds` says when to come back."""

    code = "too_many"
    words = {
        "zh": "太频繁了，请在 {seconds} 秒后再试；未发送的内容都还在",
        "en": "Too many requests; try again in {seconds} seconds. Nothing unsent is lost",
    }


class ChannelClosed(CityError):
    """The city has switched this channel off."""

    code = "channel_closed"
    words = {
        "zh": "“{channel}”渠道已关闭，没有收下；请换一种方式上报",
        "en": "The channel “{channel}” is switched off; nothing was taken. Please report otherwise",
    }


class SignatureReplayed(CityError):
    """A signed request that was taken before."""

    code = "replayed"
    words = {
        "zh": "这个请求已经收到过，没有重复处理；请用新的随机数重新签名",
        "en": "This very request was taken before; sign anew with another nonce",
    }


class TableUnreadable(CityError):
    """A file that gives no table."""

    code = "table_unreadable"
    words = {"zh": "{why}；没有导入", "en": "{why}. Nothing was imported"}


class ColumnsUnclear(CityError):
    """Columns that an import needs were not found."""

    code = "columns_unclear"
    words = {"zh": "没有找到这些列：{missing}；请指定", "en": "Say which columns are: {missing}"}


class AlreadyDecided(CityError):
    """Somebody else has decided otherwise before."""

    code = "already_decided"
    words = {
        "zh": "已有人作出另一种处理，没有改变",
        "en": "Somebody decided otherwise before; that stands",
    }
