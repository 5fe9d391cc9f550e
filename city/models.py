"""Every table of the city, gathered for migrations and for those who need them all."""

from city.calendars import CalendarDay, PlantingSeason
from city.cases.answers import TaskAnswer
from city.cases.approval import Approval
from city.cases.model import Case, CaseCounter, Dispatching, Task
from city.catalogue.model import CatalogueVersion, Category, FilingCondition
from city.crews.model import Crew, CrewMember
from city.db import Base
from city.deeds import Deed
from city.dispatch.model import DispatchRule
from city.duty.model import (
    BeatDeputy,
    DutySetting,
    Leave,
    RollCall,
    Settlement,
    Shift,
    ShiftBeat,
    ShiftPattern,
)
from city.duty.present import Attendance, LastPosition, Mark, RollAnswer, TrackPoint
from city.events import Errand, Event
from city.hotline.model import (
    HotlineAnswer,
    HotlineBatch,
    HotlineOrder,
    HotlineRun,
    HotlineSource,
)
from city.intake.channels import ChannelState
from city.intake.checks import ContentCheck
from city.intake.clients import Client, Nonce
from city.intake.fetching import PhotoFetch
from city.intake.model import Contact, NumberDay, Photo, PhotoBox, Report, Upload
from city.intake.sensors import SensorPoint
from city.notices.board import Announcement, AnnouncementRead
from city.notices.model import Attempt, Delivery, Notice, Preference, PushSubscription, Template
from city.opinion.model import OpinionFeed, OpinionItem
from city.people import Organisation, Person, StaffSession
from city.places.model import (
    Area,
    AreaChange,
    BeatInspector,
    Component,
    HouseNumber,
    Landmark,
    LexiconVersion,
    Road,
    Term,
)
from city.revisits.model import Revisit
from city.surveys.model import Finding, Survey, SurveyTask
from city.triage.model import TriageLabel, TriageModel, TriageProposal
from city.wechat.model import (
    WechatGrant,
    WechatMessage,
    WechatTalk,
    WechatToken,
    WechatUser,
)

__all__ = [
    "Announcement",
    "AnnouncementRead",
    "Approval",
    "Area",
    "AreaChange",
    "Attempt",
    "Attendance",
    "Base",
    "BeatDeputy",
    "BeatInspector",
    "CalendarDay",
    "Case",
    "CaseCounter",
    "CatalogueVersion",
    "Category",
    "ChannelState",
    "Client",
    "Component",
    "Contact",
    "ContentCheck",
    "Crew",
    "CrewMember",
    "Deed",
    "Delivery",
    "DispatchRule",
    "Dispatching",
    "DutySetting",
    "Errand",
    "Event",
    "FilingCondition",
    "Finding",
    "HotlineAnswer",
    "HotlineBatch",
    "HotlineOrder",
    "HotlineRun",
    "HotlineSource",
    "HouseNumber",
    "Landmark",
    "LastPosition",
    "Leave",
    "LexiconVersion",
    "Mark",
    "Nonce",
    "Notice",
    "NumberDay",
    "OpinionFeed",
    "OpinionItem",
    "Organisation",
    "Person",
    "Photo",
    "PhotoBox",
    "PhotoFetch",
    "PlantingSeason",
    "Preference",
    "PushSubscription",
    "Report",
    "Revisit",
    "Road",
    "RollAnswer",
    "RollCall",
    "SensorPoint",
    "Settlement",
    "Shift",
    "ShiftBeat",
    "ShiftPattern",
    "StaffSession",
    "Survey",
    "SurveyTask",
    "Task",
    "TaskAnswer",
    "Template",
    "Term",
    "TrackPoint",
    "TriageLabel",
    "TriageModel",
    "TriageProposal",
    "Upload",
    "WechatGrant",
    "WechatMessage",
    "WechatTalk",
    "WechatToken",
    "WechatUser",
]
