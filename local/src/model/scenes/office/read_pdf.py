"""Prints the text of a PDF file, page by page, as far as it can be read at once: python3 - <file.pdf>"""

import sys

from pypdf import PdfReader

MOST_PAGES = 20
MOST_SIGNS = 1200

pages = PdfReader(sys.argv[1]).pages
for number, page in enumerate(pages[:MOST_PAGES], start=1):
    print(f"[[{number}/{len(pages)}]]")
    print(page.extract_text().strip()[:MOST_SIGNS])
