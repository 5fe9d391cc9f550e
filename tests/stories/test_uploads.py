"""Photos over bad networks: cut, resumed, altered, sent twice, forgotten."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis
from rq import Queue

from deploy.walk import Citizen, beginning, checksum, new_id, promise, until
from media import keys
from tests.house import City, House
from tests.stories import tus
from tests.stories.journey import Journey, photo
from workers.sweeps import sweep_uploads


class Sending:
    """A citizen whose report is received and whose photo is still on the phone."""

    def __init__(self, city: City, body: bytes | None = None) -> None:
        self.city, self.citizen, self.id = city, city.citizen(), new_id()
        self.photo = photo() if body is None else body
        self.sent = {**beginning(), "words": "墙面有小广告", "photos": [promise(self.photo)]}
        assert self.citizen.ask("PUT", f"/reports/{self.id}", self.sent).status == 201

    def begin(self) -> str:
        """Begin the upload; its address."""
        return tus.begin(self.citizen, self.photo, report=self.id)

    def state(self) -> str:
        """What the receipt says of the photo."""
        again = self.citizen.ask("PUT", f"/reports/{self.id}", self.sent)
        assert again.status == 200
        return str(again.json["photos"][0]["state"])

    def resume(self, address: str, part: int = 7_000) -> None:
        """Go on from where the server says, in parts; ask again where a cut request still ends."""
        at = tus.offset(self.citizen, address)
        while at < len(self.photo):
            went = tus.patch(self.citizen, address, at, self.photo[at : at + part])
            assert went.status in (204, 409, 423), went.body
            at = tus.offset(self.citizen, address)

    def assert_safe(self) -> None:
        """The receipt says received, the store has the right bytes, and it happened once."""
        assert self.state() == "received"
        sha256 = hashlib.sha256(self.photo).hexdigest()
        assert self.city.store().get(keys.original(sha256)) == self.photo
        ((photo_id, events),) = self.city.rows(
            "select id, (select count(*) from events where photo_id = photos.id"
            " and name = 'photo.received') from photos where report_id = %s",
            self.id,
        )
        assert events == 1
        assert list(self.city.store().list(keys.parts(photo_id))) == []


@pytest.mark.parametrize("sent", [1, 1000, 20_001, -1])
@pytest.mark.parametrize("with_checksum", [True, False])
def test_a_cut_connection_goes_on_where_it_stopped(
    city: City, sent: int, with_checksum: bool
) -> None:
    sending = Sending(city)
    address = sending.begin()
    first, rest = sending.photo[:5000], sending.photo[5000:]
    assert tus.patch(sending.citizen, address, 0, first).status == 204
    said = {"Upload-Checksum": checksum(rest)} if with_checksum else {}
    arrived = sent % len(rest)
    tus.cut(
        sending.citizen, address, rest, arrived, **tus.BYTES, **said, **{"Upload-Offset": "5000"}
    )
    # a part that carries a checksum counts whole or not at all; a bare one as far as it came
    kept = _settled(sending, address)
    assert kept == 5000 if with_checksum else 5000 <= kept <= 5000 + arrived
    assert sending.state() == "wanted"
    sending.resume(address)
    sending.assert_safe()


def test_cut_while_the_bytes_come_with_the_creation(city: City) -> None:
    sending = Sending(city)
    declared = tus.metadata(sending.photo, report=sending.id)
    for sent in (0, 300, 9_000):
        tus.cut(
            sending.citizen, "/api/v1/uploads", sending.photo, sent, **{**tus.BYTES, **declared}
        )
    address = until(lambda: _begun_again(sending, declared), "the lock of the cut request")
    sending.resume(address)
    sending.assert_safe()


def test_whole_parts_and_a_phone_that_forgets_where_it_was(city: City) -> None:
    sending = Sending(city)
    address = sending.begin()
    assert tus.patch(sending.citizen, address, 0, sending.photo[:4000]).status == 204
    wrong = tus.patch(sending.citizen, address, 0, sending.photo[:4000])
    assert (wrong.status, wrong.headers["Upload-Offset"]) == (409, "4000")
    ahead = tus.patch(sending.citizen, address, 9000, sending.photo[9000:])
    assert (ahead.status, ahead.json["code"]) == (409, "offset_differs")
    assert sending.begin() == address
    assert tus.offset(sending.citizen, address) == 4000
    sending.resume(address)
    sending.assert_safe()


def test_more_bytes_than_promised_are_not_taken(city: City) -> None:
    sending = Sending(city)
    address = sending.begin()
    assert 400 <= tus.patch(sending.citizen, address, 0, sending.photo + b"!").status < 500
    assert tus.offset(sending.citizen, address) == 0
    sending.resume(address)
    sending.assert_safe()


def test_a_part_that_was_altered_on_its_way_is_not_kept(city: City) -> None:
    sending = Sending(city)
    address = sending.begin()
    piece = sending.photo[:6000]
    altered = b"\0" + piece[1:]
    refused = tus.patch(sending.citizen, address, 0, altered, sum_of=piece)
    assert refused.status == 460
    assert tus.offset(sending.citizen, address) == 0
    sending.resume(address)
    sending.assert_safe()


def test_a_whole_that_is_not_what_was_promised_begins_again(city: City) -> None:
    sending = Sending(city)
    address = sending.begin()
    other = bytes(len(sending.photo))
    assert tus.patch(sending.citizen, address, 0, other[:5000]).status == 204
    refused = tus.patch(sending.citizen, address, 5000, other[5000:])
    assert (refused.status, refused.headers["Upload-Offset"]) == (460, "0")
    assert tus.offset(sending.citizen, address) == 0
    assert sending.state() == "wanted"
    sending.resume(address)
    sending.assert_safe()


def test_two_phones_send_the_same_photo_at_once(city: City) -> None:
    same = photo()
    both = Sending(city, same), Sending(city, same)

    def send(one: Sending) -> str:
        return one.citizen.upload(one.photo, part=9_000, report=one.id)

    with ThreadPoolExecutor(2) as pool:
        addresses = list(pool.map(send, both))
    assert len(set(addresses)) == 2
    for one in both:
        one.assert_safe()
        until(lambda one=one: _pictures(one) == ["ready"], "the veil", seconds=100)


def test_one_phone_sends_its_photo_from_two_tabs(city: City) -> None:
    sending = Sending(city)

    declared = {**tus.BYTES, **tus.metadata(sending.photo, report=sending.id)}

    def send() -> int:
        tab = Citizen(city.url)
        tab.headers = sending.citizen.headers
        return tab.ask("POST", "/uploads", sending.photo, declared).status

    with ThreadPoolExecutor(6) as pool:
        statuses = {one.result() for one in [pool.submit(send) for _ in range(6)]}
    assert 201 in statuses <= {201, 423}
    sending.assert_safe()


def test_a_finished_upload_that_is_begun_again_is_simply_done(city: City) -> None:
    sending = Sending(city)
    first = sending.citizen.upload(sending.photo, report=sending.id)
    again = sending.citizen.ask(
        "POST", "/uploads", None, tus.metadata(sending.photo, report=sending.id)
    )
    assert (again.status, again.headers["Location"]) == (201, first)
    assert int(again.headers["Upload-Offset"]) == len(sending.photo)
    assert tus.offset(sending.citizen, first) == len(sending.photo)
    sending.assert_safe()


def test_an_upload_given_up_leaves_nothing_and_can_begin_again(city: City) -> None:
    sending = Sending(city)
    address = sending.begin()
    tus.patch(sending.citizen, address, 0, sending.photo[:5000])
    assert sending.citizen.ask("DELETE", address, None, tus.TUS).status == 204
    assert list(city.store().list(keys.parts(address.rsplit("/", 1)[1]))) == []
    assert sending.citizen.ask("HEAD", address, None, tus.TUS).status == 410
    assert sending.state() == "wanted"
    sending.resume(sending.begin())
    sending.assert_safe()


def test_nobody_else_reaches_an_upload(city: City) -> None:
    sending = Sending(city)
    address = sending.begin()
    for stranger in (city.citizen(), city.crew.sign_in("operator")):
        assert stranger.ask("HEAD", address, None, tus.TUS).status == 404
        assert tus.patch(stranger, address, 0, b"mine").status == 404
        assert stranger.ask("DELETE", address, None, tus.TUS).status == 404
        declared = tus.metadata(sending.photo, report=sending.id)
        assert stranger.ask("POST", "/uploads", None, declared).status == 404
    assert tus.offset(sending.citizen, address) == 0


def test_a_photo_that_no_report_promised_is_not_taken(city: City) -> None:
    sending = Sending(city)
    unasked = sending.citizen.ask(
        "POST", "/uploads", None, tus.metadata(photo(), report=sending.id)
    )
    assert (unasked.status, unasked.json["code"]) == (409, "upload_unwanted")
    longer = tus.metadata(sending.photo + b"!", promise(sending.photo)["sha256"], report=sending.id)
    assert sending.citizen.ask("POST", "/uploads", None, longer).status == 409


def test_an_upload_that_is_not_finished_in_time_expires_and_is_swept(
    city: City, hasty: House
) -> None:
    sending = Sending(city)
    phone = Citizen(hasty.url)
    phone.headers = sending.citizen.headers
    address = tus.begin(phone, sending.photo, report=sending.id)
    assert tus.patch(phone, address, 0, sending.photo[:5000]).status == 204
    until(lambda: sending.citizen.ask("HEAD", address, None, tus.TUS).status == 410, "its end")
    late = tus.patch(sending.citizen, address, 5000, sending.photo[5000:])
    assert (late.status, late.json["code"]) == (410, "upload_expired")

    photo_id = address.rsplit("/", 1)[1]
    Queue("sweeps", connection=Redis.from_url(city.settings["REDIS_URL"])).enqueue(sweep_uploads)
    until(lambda: not list(city.store().list(keys.parts(photo_id))), "the sweep")
    assert until(lambda: not city.rows("select 1 from uploads where photo_id = %s", photo_id), "it")
    sending.resume(sending.begin())
    sending.assert_safe()


def test_what_the_tus_server_says_of_itself(city: City) -> None:
    said = city.citizen().ask("OPTIONS", "/uploads")
    assert (said.status, said.headers["Tus-Version"]) == (204, "1.0.0")
    abilities = set(said.headers["Tus-Extension"].split(","))
    assert abilities == {
        "creation", "creation-with-upload", "checksum", "expiration", "termination"
    }  # fmt: skip
    sending = Sending(city)
    old = tus.metadata(sending.photo, report=sending.id) | {"Tus-Resumable": "0.2.2"}
    assert sending.citizen.ask("POST", "/uploads", None, old).status == 412


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"%PDF-1.4 this is no photo at all", {"zh": "不是照片", "en": "not a photo"}),
        (photo()[:20_000], {"zh": "不完整", "en": "cut short"}),
    ],
    ids=["a document", "half a photo"],
)
def test_a_photo_that_is_no_photo_is_refused_and_the_rest_goes_on(
    city: City, body: bytes, reason: dict[str, str]
) -> None:
    good = photo()
    road = Journey(city, [body, good])
    until(lambda: road.seen()["photos"][0]["state"] == "refused", "the photo job")
    assert reason["zh"] in road.seen()["photos"][0]["reason"]
    english = road.citizen.ask("GET", f"/reports/{road.id}", headers={"Accept-Language": "en"})
    assert reason["en"] in english.json["photos"][0]["reason"]
    case = road.with_photos_ready()
    assert sorted(one["state"] for one in case["photos"]) == ["ready", "refused"]
    assert road.placed()["case_number"]
    (refused,) = (one for one in case["photos"] if one["state"] == "refused")
    assert road.citizen.ask("GET", f"/photos/{refused['id']}/display").status == 404
    assert "photo.refused" in [step["what"] for step in road.seen()["timeline"]]


def _settled(sending: Sending, address: str) -> int:
    """The offset once the request that was cut has let go of the upload."""

    def free() -> int | None:
        answer = tus.patch(sending.citizen, address, 10**9, b"?")
        return None if answer.status == 423 else int(answer.headers["Upload-Offset"]) + 1

    return int(until(free, "the lock of the cut request")) - 1


def _begun_again(sending: Sending, declared: dict[str, str]) -> str | None:
    answer = sending.citizen.ask("POST", "/uploads", None, declared)
    return None if answer.status == 423 else str(answer.headers["Location"])


def _pictures(sending: Sending) -> list[str]:
    seen = sending.citizen.must("GET", f"/reports/{sending.id}")
    return [one["state"] for one in seen["pictures"]]
