"""A real .xlsx, as small as it can be."""

import zipfile
from pathlib import Path

FORMATS = "http://schemas.openxmlformats.org"
OFFICE = f"{FORMATS}/officeDocument/2006/relationships"
MAIN = f"{FORMATS}/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(path: Path, rows: list[list[str]]) -> None:
    """Write a workbook of one sheet whose cells are these texts."""
    cells = (
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in row) + "</row>"
        for row in rows
    )
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(cells)}</sheetData></worksheet>'
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        '<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    types = (
        f'<Types xmlns="{FORMATS}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>'
    )
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("[Content_Types].xml", types)
        made.writestr("_rels/.rels", _leads_to("officeDocument", "xl/workbook.xml"))
        made.writestr("xl/workbook.xml", book)
        made.writestr("xl/_rels/workbook.xml.rels", _leads_to("worksheet", "sheet1.xml"))
        made.writestr("xl/sheet1.xml", sheet)


def _leads_to(kind: str, target: str) -> str:
    one = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{FORMATS}/package/2006/relationships">{one}</Relationships>'
