"""A hundred and fifty files that no city should send and every city does, with what is in them."""

import quopri
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from tests.hotline import writing
from tests.hotline.writing import Rows

HEAD = ["工单编号", "受理时间", "诉求人", "联系电话", "诉求地址", "内容描述"]
MADE = datetime(2026, 10, 1, 8, 30)  # noqa: DTZ001 - a cell has no zone
ISO = "2026-10-01T08:30:00+08:00"
NAMES = ("王喆", "镕𠮷", "㐂子", "O'Neil", "尹·阿卜", "李")
PLACES = (
    "迎泽大街12号",
    "并州北路38号门前",
    "柳巷,钟楼街口",
    "解放路\n东侧",
    "汾河；西岸",
    "亲贤街",
)
WORDS = (
    "井盖破损，已有三天",
    '他说"路灯不亮"，请修',
    "=垃圾堆放",
    "污水外溢\n影响出行",
    "噪音\t扰民",
    "𠮷祥小区暖气不热",
)


def _row(at: int) -> list[Any]:
    phone = f"1380351{at:04d}"
    return [f"GD202610010000{at:02d}", MADE, NAMES[at], phone, PLACES[at], WORDS[at]]


PLAIN: Rows = [HEAD, *map(_row, range(6))]
ORDERS = {f"GD202610010000{at:02d}": WORDS[at] for at in range(6)}


class Case(NamedTuple):
    """A file, and what must be found: orders with their words, refusals, or a fault.

    `also`: number → fields that must read so. `careful`: only the second child can read it.
    """

    name: str
    body: bytes
    orders: dict[str, str] | None = None
    refused: Sequence[tuple[str, str]] = ()
    fault: str | None = None
    also: dict[str, dict[str, Any]] | None = None
    careful: bool = False


def cases() -> Iterator[Case]:
    """All of them; the same at each call."""
    yield from _texts()
    yield from _layouts()
    yield from _markup()
    yield from _values()
    yield from _exports()
    yield from _damage()
    yield from _broken()
    yield from _torn()


def _texts() -> Iterator[Case]:
    encodings = {
        "utf8": ("utf-8", b""),
        "utf8_bom": ("utf-8", b"\xef\xbb\xbf"),
        "gb18030": ("gb18030", b""),
        "utf16le": ("utf-16-le", b""),
        "utf16le_bom": ("utf-16-le", b"\xff\xfe"),
        "utf16be": ("utf-16-be", b""),
        "utf16be_bom": ("utf-16-be", b"\xfe\xff"),
        "utf32_bom": ("utf-32-le", b"\xff\xfe\0\0"),
    }
    signs = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|"}
    for coding, (name, mark) in encodings.items():
        for sign, char in signs.items():
            for line in ("\r\n", "\n"):
                body = mark + writing.text(PLAIN, char, line).encode(name)
                yield Case(f"{coding}_{sign}_{'crlf' if line != chr(10) else 'lf'}", body, ORDERS)
    simple = [HEAD, *([*_row(at)[:4], "迎泽大街", f"井盖破损第{at}处"] for at in range(6))]
    orders = {number: f"井盖破损第{at}处" for at, number in enumerate(ORDERS)}
    lines = writing.text(simple, line="\n").splitlines(keepends=True)
    for first, other in (("utf-8", "gb18030"), ("gb18030", "utf-8")):
        mixed = b"".join(line.encode(first if at % 2 else other) for at, line in enumerate(lines))
        yield Case(f"mixed_by_line_{first}", mixed, orders)
    for line in ("\r", "\n\n", "\r\r\n"):
        body = writing.text(simple, line=line).encode("gb18030")
        yield Case(f"line_ends_{line.encode().hex()}", body, orders)
    text = writing.text(simple)
    yield Case("sep_line", ("sep=,\r\n" + text).encode("utf-8-sig"), orders)
    yield Case(
        "quoted_all",
        text.replace(",", '","')
        .replace("\r\n", '"\r\n"')
        .strip('"')
        .encode()
        .replace(b"\xe5\xb7\xa5\xe5\x8d\x95", b'"\xe5\xb7\xa5\xe5\x8d\x95', 1),
        orders,
    )
    yield Case("no_last_line_end", text.rstrip().encode(), orders)
    yield Case("two_marks", b"\xef\xbb\xbf" * 2 + text.encode(), orders)
    yield Case("zero_bytes", text.encode().replace(b"13803", b"\x0013803"), orders)
    yield Case("bom_then_gb", b"\xef\xbb\xbf" + text.encode("gb18030"), orders)
    yield Case("trailing_separators", text.replace("\r\n", ",,,\r\n").encode(), orders)
    yield Case("gbk", text.encode("gbk", "replace"), orders)


_FORMATS = {
    "xlsx": writing.xlsx,
    "xls": writing.xls,
    "ods": writing.ods,
    "xlsb": writing.xlsb,
}


def _layouts() -> Iterator[Case]:
    blank: list[Any] = ["", "", "", "", "", ""]
    shifted = [["", "", *row] for row in PLAIN]
    two = [
        ["工单", "工单", "诉求人信息", "诉求人信息", "事项", "事项"],
        ["编号", "受理时间", "姓名", "联系电话", "诉求地址", "内容描述"],
        *PLAIN[1:],
    ]
    layouts: dict[str, Rows] = {
        "plain": PLAIN,
        "titles": [
            ["市12345热线工单", *blank[1:]],
            ["导出：2026-10-02", *blank[1:]],
            blank,
            *PLAIN,
        ],
        "shifted": [blank, blank, *shifted],
        "two_lines": two,
        "three_lines": [["十月工单表"] * 6, *two],
        "blank_rows": [row for one in PLAIN for row in (one, blank)],
        "repeated_head": [*PLAIN[:3], HEAD, *PLAIN[3:5], HEAD, *PLAIN[5:]],
        "broken_names": [
            [
                "工单\n编号",
                " 受理 时间",
                "诉求人(必填)",
                "联系电话【加密】",
                "诉求地址",
                "内 容 描 述",
            ],
            *PLAIN[1:],
        ],
        "more_columns": [
            [f"其他{at}" for at in range(9)] + list(HEAD),
            *([*"abcdefghi", *row] for row in PLAIN[1:]),
        ],
        "codes": [
            ["taskId", "acceptTime", "reflectPerson", "callNumber", "address", "discription"],
            *PLAIN[1:],
        ],
        "no_head": [
            [*row[:5], f"{row[5]}，请相关部门尽快派人到现场处理并给予答复{at}"]
            for at, row in enumerate(PLAIN[1:])
        ],
        "texts_of_time": [
            HEAD,
            *(
                [row[0], said, *row[2:]]
                for row, said in zip(
                    PLAIN[1:],
                    (
                        "2026-10-01 08:30",
                        "2026/10/1 8:30",
                        "2026年10月1日 8时30分",
                        "20261001083000",
                        "2026.10.01 上午8:30:00",
                        "10/1/2026 8:30",
                    ),
                    strict=True,
                )
            ),
        ],
        "serials": [HEAD, *([row[0], 46296.3541666667, *row[2:]] for row in PLAIN[1:])],
    }
    for kind, write in _FORMATS.items():
        for name, rows in layouts.items():
            orders = ORDERS
            if name == "no_head":
                orders = {row[0]: row[5] for row in rows}
            first = next(iter(ORDERS))
            yield Case(f"{kind}_{name}", write(rows), orders, also={first: {"made_at": ISO}})


def _markup() -> Iterator[Case]:
    page = writing.html(PLAIN)
    kept = {number: words.replace("\t", "\t") for number, words in ORDERS.items()}
    for coding in ("utf-8", "gb18030", "utf-16"):
        head = f'<meta http-equiv="Content-Type" content="text/html; charset={coding}">'
        yield Case(f"html_{coding}", writing.html(PLAIN, head).encode(coding), kept)
    yield Case("html_th", writing.html(PLAIN, cell="th").encode(), kept)
    yield Case(
        "html_upper", page.replace("<td>", "<TD nowrap>").replace("</td>", "</TD>").encode(), kept
    )
    yield Case(
        "html_unclosed",
        page.replace("</td>", "").replace("</tr>", "").encode(),
        {number: words.strip() for number, words in kept.items()},
    )
    merged = page.replace(
        "<tr><td>工单编号", '<tr><td colspan="6">十月工单</td></tr><tr><td>工单编号'
    )
    yield Case("html_title", merged.encode(), kept)
    cut = page[: page.index(WORDS[4][:2])]
    yield Case(
        "html_cut",
        cut.encode(),
        {n: w for n, w in kept.items() if n < "GD20261001000004"},
        [("GD20261001000004", "no_words")],
    )
    yield Case("xml_2003", writing.spreadsheet(PLAIN).encode(), kept)
    rowspan = page.replace(f"<td>{NAMES[0]}</td>", f'<td rowspan="2">{NAMES[0]}</td>').replace(
        f"<td>{NAMES[1]}</td>", ""
    )
    yield Case(
        "html_rowspan",
        rowspan.encode(),
        kept,
        also={"GD20261001000001": {"contact": (NAMES[0], "13803510001", "")}},
    )
    evil = writing.spreadsheet(PLAIN).replace(
        "<Workbook", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Workbook'
    )
    yield Case("xml_entities", evil.encode(), fault="bomb")


def _values() -> Iterator[Case]:
    def one(
        name: str,
        row: Sequence[Any],
        also: dict[str, Any] | None = None,
        refused: str | None = None,
        number: str | None = None,
        head: Rows = (HEAD,),
        write: Any = writing.xlsx,
    ) -> Case:
        key = number if number is not None else str(row[0])
        body = write([*head, row, _row(5)])
        orders = {_row(5)[0]: WORDS[5]} | ({} if refused else {key: str(row[5])})
        wrong = [(key, refused)] if refused else []
        return Case(name, body, orders, wrong, also={key: also} if also else None)

    def row(at: int, value: Any) -> list[Any]:
        made = _row(0)
        made[at] = value
        return made

    yield one(
        "number_rounded", row(0, 20261001000012345.0), refused="rounded", number="20261001000012340"
    )
    yield one("number_scientific", row(0, "2.02610E+16"), refused="rounded")
    yield one(
        "number_as_number", row(0, 2026100112.0), {"notes": ["as_number"]}, number="2026100112"
    )
    yield one("no_number", row(0, ""), refused="no_number", number="")
    yield one("no_number_dash", row(0, "--"), refused="no_number", number="")
    yield one("no_words", row(5, "  "), refused="no_words")
    yield one("words_null", row(5, "NULL"), refused="no_words")
    yield one("error_cell", row(5, "#N/A"), refused="no_words")
    yield one("time_nonsense", row(1, "昨天下午"), refused="made_at")
    yield one("time_february", row(1, "2026-02-30 10:00"), refused="made_at")
    yield one("time_ancient", row(1, "1899-12-30"), refused="made_at")
    yield one("time_future", row(1, "2099-01-01 00:00"), refused="future")
    yield one("time_none", row(1, ""), {"made_at": None, "notes": ["no_time"]})
    yield one("time_zeros", row(1, "0000-00-00 00:00:00"), {"made_at": None})
    yield one(
        "time_zone", row(1, "2026-10-01T00:30:00+00:00"), {"made_at": "2026-10-01T00:30:00+00:00"}
    )
    yield one("time_millis", row(1, "2026-10-01 08:30:00.000"), {"made_at": ISO})
    yield one("time_wide", row(1, "２０２６－１０－０１　０８：３０"), {"made_at": ISO})
    yield one(
        "time_afternoon", row(1, "2026/10/1 下午3:05"), {"made_at": "2026-10-01T15:05:00+08:00"}
    )
    yield one("time_serial_text", row(1, "46296.3541666667"), {"made_at": ISO}, write=writing.ods)
    contact = {"contact": ("王喆", "13803510000", "")}
    yield one("phone_number", row(3, 13803510000.0), contact)
    yield one("phone_spaces", row(3, "138 0351 0000"), contact)
    yield one("phone_86", row(3, "+86-13803510000"), contact)
    yield one("phone_words", row(3, "手机13803510000（女）"), contact)
    yield one(
        "phone_lost_zero",
        row(3, 3514123456.0),
        {"contact": ("王喆", "03514123456", ""), "notes": ["phone_zero"]},
    )
    yield one("phone_scientific", row(3, "1.38035E+10"), {"notes": ["phone_rounded"]})
    yield one("phone_nonsense", row(3, "保密"), {"notes": ["phone_unclear"]})
    yield one(
        "control_signs", row(5, "井盖\x07破损_x000D_\x0b"), number="GD20261001000000"
    )._replace(orders={"GD20261001000000": "井盖破损", _row(5)[0]: WORDS[5]})
    yield one("long_words", row(5, "长" * 10_001), refused="long_words")
    yield one("formula_value", row(5, "=井盖没了="))._replace(
        orders={"GD20261001000000": "井盖没了", _row(5)[0]: WORDS[5]}
    )
    degrees = [[*HEAD, "经度", "纬度"]]
    for name, lon, lat, at, notes in (
        ("place", 112.55, 37.87, (112.55, 37.87), []),
        ("place_text", "112.55°", "37.87", (112.55, 37.87), []),
        ("place_turned", 37.87, 112.55, (112.55, 37.87), ["turned"]),
        ("place_abroad", -71.0, 42.3, None, ["no_position"]),
        ("place_half", 112.55, "", None, ["no_position"]),
        ("place_zero", 0, 0, None, []),
    ):
        yield one(name, [*_row(0), lon, lat], {"at": at, "notes": notes}, head=degrees)
    zeros = [[HEAD[0], HEAD[5]], ["0012345601", "甲处井盖破损"], [12345602, "乙处井盖破损"]]
    yield Case(
        "zeros_lost",
        writing.xlsx(zeros),
        {"0012345601": "甲处井盖破损", "0012345602": "乙处井盖破损"},
        also={"0012345602": {"notes": ["zeros", "no_time"]}},
    )
    only = [["工单编号", "诉求地址"], ["GD1", "迎泽大街"]]
    yield Case(
        "title_only",
        writing.xlsx([["工单编号", "标题", "内容"], ["GD1", "只有标题", ""]]),
        {"GD1": "只有标题"},
    )
    yield Case("no_words_column", writing.xlsx(only), fault="unclear")
    title = [["工单编号", "标题"], ["GD1", "只有标题"]]
    yield Case("title_column", writing.xlsx(title), {"GD1": "只有标题"})
    yield Case(
        "total_row",
        writing.xlsx([*PLAIN, ["合计：6件", "", "", "", "", ""]]),
        ORDERS,
        [("合计:6件", "no_words")],
    )


def _exports() -> Iterator[Case]:
    """What else hotlines' systems write: archives of pages, tables within tables, tricks of CSV."""
    page = writing.html(PLAIN)
    table = page[page.index("<table") : page.index("</table>") + len("</table>")]
    part = b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    for coding in ("utf-8", "gb18030"):
        body = b"--x\r\n" + part + quopri.encodestring(page.encode(coding)) + b"\r\n--x--\r\n"
        head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
        yield Case(f"page_archive_{coding}", head + body, ORDERS)
    outer = f"<html><table><tr><td>十月</td></tr><tr><td>{table}</td></tr></table></html>"
    around = [("", "no_orders")] * 2
    yield Case("table_in_table", outer.encode(), ORDERS, around)
    trick = ["工单编号,受理时间,联系电话,内容描述"]
    trick += [f'="00{at}",="2026-10-01 08:30",="13803510000",井盖{at}' for at in range(3)]
    yield Case(
        "text_by_formula",
        "\n".join(trick).encode("gb18030"),
        {f"00{at}": f"井盖{at}" for at in range(3)},
        also={"000": {"made_at": ISO, "contact": ("", "13803510000", "")}},
    )
    few = [["工单编号", "内容描述", "备注"], ["GD1", "井盖破损", ""], ["注：数据来自12345", "", ""]]
    note = ("注:数据来自12345", "no_words")
    yield Case("merged_note", writing.xlsx(few, [(2, 0, 2, 2)]), {"GD1": "井盖破损"}, [note])
    both = [["坐标", "工单编号", "内容描述"], ["(112.55，37.87)", "GD1", "井盖破损"]]
    at = {"GD1": {"at": (112.55, 37.87)}}
    yield Case("both_degrees", writing.xlsx(both), {"GD1": "井盖破损"}, also=at)
    theirs = [
        ["承办人手机", "办结时间", "关联工单编号", "工单号", "来电内容", "处理内容"],
        ["13803510009", "2026-10-09 08:30", "GD0", "GD1", "井盖破损", "已经派人到现场处理完毕"],
    ]
    nobody = {"GD1": {"contact": None, "made_at": None}}
    yield Case("theirs_not_ours", writing.xlsx(theirs), {"GD1": "井盖破损"}, also=nobody)


def _merged(_: Any, sheet: Any) -> None:
    sheet.merge_range(1, 2, 6, 2, "王喆")


def _phantom(book: Any, sheet: Any) -> None:
    style = book.add_format({"bg_color": "#FFFF00"})
    for row in range(7, 65_203):
        sheet.write_blank(row, 0, None, style)


def _spaces(_: Any, sheet: Any) -> None:
    for row in range(7, 5000):
        sheet.write_string(row, 3, " ")


def _far(_: Any, sheet: Any) -> None:
    sheet.write_string(1_048_575, 16_383, " ")


def _others(book: Any, _: Any) -> None:
    book.add_worksheet("说明").write_string(0, 0, "本表每日导出")
    sums = book.add_worksheet("汇总")
    for down, row in enumerate((["承办单位", "件数"], ["城管局", 3], ["住建局", 3])):
        sums.write_row(down, 0, row)
    hidden = book.add_worksheet("旧")
    hidden.write_row(0, 0, ["工单编号", "内容描述"])
    hidden.write_row(1, 0, ["GDOLD", "旧的"])
    hidden.hide()


def _damage() -> Iterator[Case]:
    good = writing.xlsx(PLAIN)
    date_cells = [HEAD, *([row[0], MADE, *row[2:]] for row in PLAIN[1:])]

    is_same = {
        number: {"contact": ("王喆", f"1380351{at:04d}", "")} for at, number in enumerate(ORDERS)
    }
    yield Case("merged_down", writing.xlsx(PLAIN, touch=_merged), ORDERS, also=is_same)
    rows = [[*row[:2], "" if at else "王喆", *row[3:]] for at, row in enumerate(PLAIN[1:])]
    yield Case("merged_xls", writing.xls([HEAD, *rows], [(1, 2, 6, 2)]), ORDERS, also=is_same)
    yield Case("phantom_65203", writing.xlsx(PLAIN, touch=_phantom), ORDERS)
    yield Case("phantom_spaces", writing.xlsx(PLAIN, touch=_spaces), ORDERS)
    yield Case("far_cell", writing.xlsx(PLAIN, touch=_far), ORDERS, careful=True)
    left = [("", "no_orders")] * 4
    yield Case("other_sheets", writing.xlsx(PLAIN, touch=_others), ORDERS, left)
    yield Case(
        "dates_1904",
        writing.xlsx(date_cells, date_1904=True),
        ORDERS,
        also={"GD20261001000000": {"made_at": ISO}},
    )
    serial = [HEAD, [*_row(0)[:1], 44834.3541666667, *_row(0)[2:]]]
    for name, body in (
        ("xlsx", writing.xlsx(serial, date_1904=True)),
        ("xls", writing.xls(serial, is_1904=True)),
    ):
        yield Case(
            f"serials_1904_{name}",
            body,
            {"GD20261001000000": WORDS[0]},
            also={"GD20261001000000": {"made_at": ISO}},
        )
    yield Case(
        "lying_dimension",
        writing.repacked(
            good,
            sheet1=lambda part: part.replace(
                b'<dimension ref="A1:F7"/>', b'<dimension ref="A1:XFD1048576"/>'
            ),
        ),
        ORDERS,
    )
    yield Case(
        "no_dimension",
        writing.repacked(good, sheet1=lambda part: part.replace(b'<dimension ref="A1:F7"/>', b"")),
        ORDERS,
    )


def _broken() -> Iterator[Case]:
    good = writing.xlsx(PLAIN)
    yield Case("cut_in_half", good[: len(good) // 2], fault="damaged")
    yield Case(
        "bad_xml", writing.repacked(good, sheet1=lambda part: part[:300] + b"<<<"), fault="damaged"
    )
    yield Case("bomb", writing.bomb(100), fault="bomb")
    yield Case("no_workbook", b"PK\x05\x06" + b"\0" * 18, fault="damaged")
    yield Case("zip_noise", b"PK\x03\x04" + bytes(range(256)) * 20, fault="damaged")
    yield Case(
        "compound_noise", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x07" * 3000, fault="damaged"
    )
    secret = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40
    yield Case("locked", secret, fault="locked")
    for name, body in (("empty", b""), ("blank", b" \r\n\t\n"), ("zeros", b"\0" * 5000)):
        yield Case(name, body, fault="empty")
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 99
    for name, body in (
        ("pdf", b"%PDF-1.7 " + b"x" * 900),
        ("png", png),
        ("noise", bytes((at * 197 + at // 7) % 256 for at in range(5000))),
    ):
        yield Case(name, body, fault="unknown")
    yield Case("html_without_table", b"<html><body>404</body></html>", fault="empty")
    yield Case("only_head", writing.xlsx([HEAD]), {})
    yield Case("prose", "今天没有工单。\n明天再报。\n".encode(), fault="unclear")


def _torn() -> Iterator[Case]:
    text = writing.text([HEAD, *([*_row(at)[:4], "亲贤街", f"井盖{at}"] for at in range(6))])
    open_quote = text.replace("井盖2", '"井盖2') + "\r\n" * 60_000
    yield Case(
        "open_quote",
        open_quote.encode(),
        {n: f"井盖{at}" if at != 2 else '"井盖2' for at, n in enumerate(ORDERS)},
    )
    stray = text.replace("井盖1", '"井盖"一""')
    yield Case(
        "stray_quotes",
        stray.encode(),
        {n: f"井盖{at}" if at != 1 else '井盖一""' for at, n in enumerate(ORDERS)},
    )
    ragged = text.replace(",亲贤街,井盖3", "")
    yield Case(
        "ragged",
        ragged.encode(),
        {n: f"井盖{at}" for at, n in enumerate(ORDERS) if at != 3},
        [("GD20261001000003", "no_words")],
    )
    whole = "井盖4".encode("gb18030")
    yield Case(
        "half_a_character",
        text.encode("gb18030").replace(whole, whole[:3]),
        {n: f"井盖{at}" for at, n in enumerate(ORDERS) if at != 4} | {"GD20261001000004": "井�"},
    )
