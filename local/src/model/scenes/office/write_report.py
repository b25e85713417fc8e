"""Writes a report as a Word file, and reads it again: python3 - <report as JSON> <file.docx> <ko|en>"""

import json
import sys

from docx import Document
from docx.oxml.ns import qn

report, made, language = json.loads(sys.argv[1]), *sys.argv[2:4]
document = Document()
for style in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
    font = document.styles[style].font
    font.name = "Malgun Gothic"
    document.styles[style].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "맑은 고딕")

document.add_heading(report["title"], level=0)
for part in report["parts"]:
    document.add_heading(part["heading"], level=1)
    for text in part.get("paragraphs", []):
        document.add_paragraph(text)
    for text in part.get("points", []):
        document.add_paragraph(text, style="List Bullet")
    if "table" in part:
        headings, *rows = part["table"]
        table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
        for row in [headings, *rows]:
            cells = table.rows[0].cells if row is headings else table.add_row().cells
            for cell, text in zip(cells, row):
                cell.text = text
document.save(made)

again = Document(made)
headings = sum(one.style.name.startswith("Heading") for one in again.paragraphs)
rows = sum(len(table.rows) for table in again.tables)
print(f"제목 {headings}개, 표 {rows}줄" if language == "ko" else f"{headings} headings, {rows} table rows")
