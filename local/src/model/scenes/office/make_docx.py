"""Makes a Word file of a text file, a paragraph for each line: python3 - <text> <file.docx>"""

import sys
from pathlib import Path

from docx import Document

document = Document()
first, *rest = [line for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line.strip()]
document.add_heading(first, level=1)
for line in rest:
    document.add_paragraph(line)
document.save(sys.argv[2])
