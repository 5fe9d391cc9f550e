"""Reasons why a file or an upload is not taken, as the sender reads them."""

WORDS: dict[str, dict[str, str]] = {
    "empty": {
        "zh": "文件是空的，请重新选择照片。",
        "en": "The file is empty; choose the photo again.",
    },
    "not_a_photo": {
        "zh": "这个文件不是照片，请选择照片后再发送。",
        "en": "This file is not a photo; choose a photo and send it again.",
    },
    "unsupported": {
        "zh": "暂不支持这种照片格式，请发送 JPEG、PNG、WebP、HEIC 或 AVIF 照片。",
        "en": "This kind of picture is not taken; send a JPEG, PNG, WebP, HEIC or AVIF photo.",
    },
    "too_large": {
        "zh": "照片文件太大，请缩小后再发送。",
        "en": "The photo's file is too large; make it smaller and send it again.",
    },
    "too_many_pixels": {
        "zh": "照片的像素太多，请缩小后再发送。",
        "en": "The photo has too many pixels; make it smaller and send it again.",
    },
    "too_many_frames": {
        "zh": "文件里的画面太多，请只发送一张照片。",
        "en": "The file holds too many pictures; send a single photo.",
    },
    "truncated": {
        "zh": "照片不完整，可能是保存或传输时中断，请重新拍摄或重新选择。",
        "en": "The photo is cut short, perhaps while it was saved or sent; take it again.",
    },
    "damaged": {
        "zh": "照片已损坏，无法打开，请重新拍摄或重新选择。",
        "en": "The photo is damaged and cannot be opened; take or choose it again.",
    },
    "polyglot": {
        "zh": "照片文件里夹带了其他内容，为了安全没有接收，请直接用相机拍摄后发送。",
        "en": "Something else is hidden in the photo's file, so it was not taken; send one "
        "straight from the camera.",
    },
    "too_slow": {
        "zh": "照片过于复杂，处理超时，请换一张再发送。",
        "en": "The photo took too long to open; send another one.",
    },
    "too_heavy": {
        "zh": "照片过于复杂，处理所需内存过多，请换一张再发送。",
        "en": "The photo needs too much memory to open; send another one.",
    },
    "crashed": {
        "zh": "照片无法安全打开，请换一张再发送。",
        "en": "The photo could not be opened safely; send another one.",
    },
    "not_a_recording": {
        "zh": "这个文件不是可接收的视频或录音，请重新录制后再发送。",
        "en": "This file is no film or voice that we take; record it again and send it.",
    },
    "too_long": {
        "zh": "视频或录音太长，请缩短后再发送。",
        "en": "The film or voice is too long; make it shorter and send it again.",
    },
    "checksum_mismatch": {
        "zh": "照片在传输中出了差错，正在重新发送。",
        "en": "The photo was altered on its way; it is being sent again.",
    },
    "bad_checksum": {
        "zh": "校验值的写法不对，或不支持这种校验算法（请用 sha256）。",
        "en": "The checksum is malformed or of an unknown algorithm (use sha256).",
    },
    "bad_length": {
        "zh": "上传的长度缺失或不对。",
        "en": "The upload's length is missing or not a whole number of bytes.",
    },
    "bad_offset": {
        "zh": "上传的起始位置缺失或不对。",
        "en": "The upload's offset is missing or not a whole number of bytes.",
    },
    "bad_metadata": {
        "zh": "上传的说明信息缺失或写法不对。",
        "en": "The upload's metadata is missing or malformed.",
    },
    "wrong_version": {
        "zh": "上传协议的版本不对，请用 tus 1.0.0。",
        "en": "The upload speaks another protocol version; use tus 1.0.0.",
    },
    "wrong_type": {
        "zh": "上传内容的类型不对，应为 application/offset+octet-stream。",
        "en": "The upload's content type must be application/offset+octet-stream.",
    },
    "missing_part": {
        "zh": "照片有一段没有收到，正在重新发送。",
        "en": "A part of the photo is missing; it is being sent again.",
    },
}


def say(code: str, language: str = "zh") -> str:
    """The words for a code in "zh" or "en"; any other language gets Chinese, as everywhere."""
    return WORDS[code].get(language, WORDS[code]["zh"])
