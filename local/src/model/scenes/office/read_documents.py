"""Prints the text of documents, a line for each paragraph: python3 - <file.docx | file.pdf | text> ..."""

import sys
from pathlib import Path


def read(file):
    kind = Path(file).suffix.lower()
    if kind == ".docx":
        from docx import Document

        document = Document(file)
        cells = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
        return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    if kind == ".pdf":
        from pypdf import PdfReader

        return "\n".join(page.extract_text() for page in PdfReader(file).pages)
    data = Path(file).read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp949")


for file in sys.argv[1:]:
    print(f"[[{file}]]")
    print("\n".join(line.strip() for line in read(file).splitlines() if line.strip()))
