"""Clients that others wrote: tuspy and tus-js-client, whole and cut, against the real server."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tusclient.client import TusClient

from deploy.walk import Citizen, promise
from tests.house import ROOT, City
from tests.stories.journey import photo

NODE = ROOT / ".venv" / "bin" / "node"
SCRIPT = Path(__file__).with_name("tusjs.mjs")


class Errand:
    """A phone whose report promises one photo, which lies in a file."""

    def __init__(self, city: City, folder: Path) -> None:
        self.body = photo((640, 480))  # noise, about 160 KB
        self.phone: Citizen = city.citizen()
        self.report = self.phone.report(words="井盖", photos=[promise(self.body)]).json["id"]
        self.file = folder / "photo.jpg"
        self.file.write_bytes(self.body)
        self.endpoint = f"{city.url}/api/v1/uploads"
        self.metadata = {
            "report": self.report,
            "sha256": hashlib.sha256(self.body).hexdigest(),
            "filetype": "image/jpeg",
        }

    def assert_received(self, city: City) -> None:
        (told,) = self.phone.must("GET", f"/reports/{self.report}")["photos"]
        assert told["state"] == "received"
        assert city.store().get(f"originals/{_path(self.body)}") == self.body


def _path(body: bytes) -> str:
    sha256 = hashlib.sha256(body).hexdigest()
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


@pytest.fixture
def errand(city: City, tmp_path: Path) -> Errand:
    return Errand(city, tmp_path)


@pytest.mark.parametrize("checksums", [False, True])
def test_tuspy_sends_a_photo(city: City, errand: Errand, checksums: bool) -> None:
    client = TusClient(errand.endpoint, headers=errand.phone.headers)
    sending = {"metadata": errand.metadata, "chunk_size": 30_000, "upload_checksum": checksums}
    client.uploader(str(errand.file), **sending).upload()
    errand.assert_received(city)


def test_tuspy_goes_on_where_it_was_cut(city: City, errand: Errand) -> None:
    client = TusClient(errand.endpoint, headers=errand.phone.headers)
    sending = {"metadata": errand.metadata, "chunk_size": 30_000}
    first = client.uploader(str(errand.file), **sending)
    first.upload_chunk()
    first.upload_chunk()
    second = client.uploader(str(errand.file), url=first.url, **sending)
    assert second.offset == 60_000
    second.upload()
    errand.assert_received(city)


def _tusjs(errand: Errand, **more: Any) -> dict[str, Any]:
    asked = {
        "endpoint": errand.endpoint,
        "file": str(errand.file),
        "authorization": errand.phone.headers["Authorization"],
        "metadata": errand.metadata,
        **more,
    }
    node = NODE if NODE.exists() else shutil.which("node")
    assert node
    done = subprocess.run(
        [str(node), str(SCRIPT), json.dumps(asked)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_tus_js_client_sends_a_photo(city: City, errand: Errand) -> None:
    sent = _tusjs(errand)
    assert sent["from"] == list(range(0, len(errand.body), 40_000))
    errand.assert_received(city)


def test_tus_js_client_goes_on_where_it_was_cut(city: City, errand: Errand) -> None:
    sent = _tusjs(errand, cut=80_000)
    assert sent["from"] == list(range(0, len(errand.body), 40_000))
    errand.assert_received(city)
