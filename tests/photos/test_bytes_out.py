"""Bytes out: parts of them, downloads, and addresses that are good for a moment."""

import urllib3

from deploy.walk import Citizen, Staff, promise
from tests.house import City, another_web
from tests.photos.shots import shot, voice
from tests.stories.journey import Journey
from tests.stories.tus import BYTES, metadata


def test_a_part_is_given_to_whoever_asks_for_one(city: City) -> None:
    body = shot()
    road = Journey(city, [body])
    (photo,) = road.with_photos_ready()["photos"]
    auditor, path = city.crew.sign_in("auditor"), f"/photos/{photo['id']}/original"
    whole = auditor.ask("GET", path)
    assert whole.headers["Accept-Ranges"] == "bytes"
    for asked, wanted in (("0-9", body[:10]), ("100-", body[100:]), ("-7", body[-7:])):
        part = auditor.ask("GET", path, None, {"Range": f"bytes={asked}"})
        assert (part.status, part.body) == (206, wanted)
        assert part.headers["Content-Range"].endswith(f"/{len(body)}")
    past = auditor.ask("GET", path, None, {"Range": f"bytes={len(body)}-"})
    assert past.status == 416
    etag = whole.headers["ETag"]
    same = {"Range": "bytes=0-9", "If-Range": etag}
    assert auditor.ask("GET", path, None, same).status == 206
    other = {"Range": "bytes=0-9", "If-Range": '"another"'}
    assert auditor.ask("GET", path, None, other).body == body
    display = auditor.ask("GET", f"/photos/{photo['id']}/display", None, {"Range": "bytes=0-1"})
    assert (display.status, display.body) == (206, b"\xff\xd8")


def test_a_voice_is_evidence_that_is_downloaded_and_never_played_here(city: City) -> None:
    body = voice()
    road = Journey(city, [body], {"type": "audio/wav"})
    (found,) = road.with_photos_ready()["photos"]
    assert (found["state"], found["medium"]) == ("ready", "voice")
    path = f"/photos/{found['id']}"
    leader = city.crew.sign_in("leader")
    assert leader.ask("GET", f"{path}/display").status == 404
    download = leader.ask("GET", f"{path}/original")
    assert (download.status, download.body) == (200, body)
    assert download.headers["Content-Type"] == "application/octet-stream"
    disposition = download.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert disposition.endswith('.wav"')
    assert download.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in download.headers["Content-Security-Policy"]
    assert road.citizen.ask("GET", f"{path}/original").status == 403
    assert "photo.original_seen" in road.happened()


def test_what_is_neither_photo_nor_recording_is_refused_with_the_rest_going_on(city: City) -> None:
    road = Journey(city, [b"MZ" + voice()], {"type": "audio/wav"})
    (found,) = road.with_photos_ready()["photos"]
    assert found["state"] == "refused"
    (receipt,) = road.seen()["photos"]
    assert "不是照片" in receipt["reason"]


def test_where_phones_reach_the_store_they_get_an_address_for_a_moment(city: City) -> None:
    body = shot()
    road = Journey(city, [body])
    (photo,) = road.with_photos_veiled()["pictures"]
    path = f"/photos/{photo['id']}"
    with another_web(city, S3_PUBLIC_ENDPOINT=city.settings["S3_ENDPOINT"]) as house:
        house.wait_ready()
        phone = Citizen(house.url)
        phone.headers = dict(road.citizen.headers)
        shown = road.citizen.ask("GET", f"{path}/display")
        there = _redirected(house.url, f"{path}/display", phone.headers)
        assert there.status == 302
        assert "no-store" in there.headers["Cache-Control"]
        got = urllib3.request("GET", there.headers["Location"])
        assert (got.status, got.data) == (200, shown.body)
        assert got.headers["Content-Type"] == "image/jpeg"
        named = next(one for one in city.accounts if one["role"] == "auditor")
        auditor = Staff(house.url, named["username"], named["password"])
        sealed = _redirected(house.url, f"{path}/original", auditor.headers)
        got = urllib3.request("GET", sealed.headers["Location"])
        assert got.data == body
        assert got.headers["Content-Disposition"].startswith("attachment")
        tampered = sealed.headers["Location"].replace("attachment", "inline")
        assert urllib3.request("GET", tampered).status == 403


def _redirected(url: str, path: str, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
    return urllib3.request("GET", f"{url}/api/v1{path}", headers=headers, redirect=False)


def test_a_sender_has_so_many_bytes_a_day(city: City) -> None:
    with another_web(city, SENDER_BYTES_PER_DAY="1000") as house:
        house.wait_ready()
        phone, bodies = Citizen(house.url), [shot(), shot(), shot()]
        report = phone.report(words="井盖", photos=[promise(one) for one in bodies]).json["id"]
        answers = []
        for body in bodies * 2:  # two web processes count, each for itself
            headers = {**BYTES, **metadata(body, report=report)}
            answers.append(phone.ask("POST", "/uploads", body, headers))
        refused = [one for one in answers if one.status == 429]
        assert refused
        assert all(int(one.headers["Retry-After"]) > 3600 for one in refused)
        assert {one.status for one in answers} == {201, 429}


def test_a_copy_with_a_watermark_is_for_staff_and_is_recorded(city: City) -> None:
    road = Journey(city, [shot()])
    (photo,) = road.with_photos_ready()["photos"]
    path = f"/photos/{photo['id']}/watermarked"
    assert road.citizen.ask("GET", path).status == 401
    chief = city.crew.sign_in("duty_chief")
    marked = chief.ask("GET", path)
    assert (marked.status, marked.headers["Content-Type"]) == (200, "image/jpeg")
    number = road.case()["number"]
    assert marked.headers["Content-Disposition"] == f'attachment; filename="{number}.jpg"'
    assert marked.body != chief.ask("GET", f"/photos/{photo['id']}/display").body
    assert "photo.exported" in road.happened()
