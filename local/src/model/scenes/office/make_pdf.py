"""Makes a PDF file of a text, in which a line of three dashes ends a page: python3 - <text> <file.pdf>"""

import sys
from pathlib import Path

from matplotlib import font_manager
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from xml.sax.saxutils import escape

source, made = sys.argv[1:3]
pdfmetrics.registerFont(TTFont("Korean", font_manager.findfont("NanumGothic", fallback_to_default=False)))
heading = ParagraphStyle("heading", fontName="Korean", fontSize=18, leading=26, spaceAfter=14)
text = ParagraphStyle("text", fontName="Korean", fontSize=11, leading=18, spaceAfter=10)

story = []
for page in Path(source).read_text(encoding="utf-8").split("\n---\n"):
    title, *paragraphs = [line for line in page.splitlines() if line.strip()]
    story += [Paragraph(escape(title), heading), *(Paragraph(escape(line), text) for line in paragraphs), PageBreak()]
SimpleDocTemplate(made, pagesize=A4, title=made).build(story[:-1])
