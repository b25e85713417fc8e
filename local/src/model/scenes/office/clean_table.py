"""Cleans a CSV file of any encoding used in Korea into a workbook with a chart, and draws the chart as a picture.

python3 clean_table.py <file.csv> <name> <ko|en>: makes <name>.xlsx and <name>-chart.png. The file itself stays as it is.
"""

import re
import sys
import unicodedata
import warnings
from collections import Counter

import pandas
from matplotlib import pyplot
from matplotlib.ticker import StrMethodFormatter
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from rows_of_data import disagreement, sort_out

SOURCE, NAME, LANGUAGE = sys.argv[1:4]
WORDS = {
    "ko": {
        "data": "정리한 표", "sums": "합계", "log": "바뀐 곳", "month": "월", "title": "{}별 {}", "what": "한 일", "count": "건수",
        "spaces": "앞뒤 공백 지움", "numbers": "숫자 모양 맞춤", "dates": "날짜 모양 맞춤", "names": "다르게 적은 이름 맞춤", "doubles": "겹친 행 지움",
        "blanks": "빈 칸이 있는 행(그대로 둠)", "rows": "행", "before": "전", "after": "후", "item": "항목", "sum": "{} 합계", "encoding": "글자 인코딩",
        "empty": "빈 행 지움", "totals": "합계 행 따로 둠", "aside": "따로 둔 합계 행", "was_empty": "내용이 없는 행 {}개는 지웠어요.",
        "was_total": "합계 행 {}개는 자료로 세지 않고 따로 두었어요. 합계와 차트에는 들어가지 않아요.",
        "differs": "{}: 적힌 값 {}, 행을 더한 값 {}. 서로 달라요",
    },
    "en": {
        "data": "Clean table", "sums": "Sums", "log": "Changes", "month": "Month", "title": "{1} by {0}", "what": "Change", "count": "Count",
        "spaces": "stray spaces removed", "numbers": "numbers brought into one form", "dates": "dates brought into one form",
        "names": "names spelt in one way", "doubles": "duplicate rows dropped", "blanks": "rows with a blank cell (kept)", "rows": "Rows",
        "before": "Before", "after": "After", "item": "Item", "sum": "Sum of {}", "encoding": "Encoding",
        "empty": "empty rows dropped", "totals": "rows of totals set aside", "aside": "row of totals set aside",
        "was_empty": "Empty rows dropped: {}.", "was_total": "Rows of totals set aside, and left out of sums and chart: {}.",
        "differs": "{}: it says {}, the rows add up to {}, which differs",
    },
}[LANGUAGE]
MOST = 0.8
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
DATE = re.compile(r"(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})\.?")
changes = Counter(dict.fromkeys(["spaces", "numbers", "dates", "names", "doubles", "empty", "totals", "blanks"], 0))


def read(file):
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return pandas.read_csv(file, encoding=encoding, dtype=str, keep_default_na=False), encoding
        except UnicodeDecodeError:
            continue
    raise SystemExit(f"{file}: neither UTF-8 nor CP949")


def bare_number(value):
    """What is left of a number without its separators and its currency; postcodes and telephone numbers are none."""
    bare = re.sub(r"[,\s]|원$|^[₩$]", "", value)
    return bare if NUMBER.fullmatch(bare) else None


def fits(column, test):
    filled = [value for value in column if value != ""]
    return bool(filled) and sum(test(value) is not None for value in filled) / len(filled) >= MOST


def spell_alike(column):
    """Of the spellings of a name the one that is used most, and of those the shortest, stands for all."""
    groups = {}
    for value in column:
        key = re.sub(r"\s+", "", unicodedata.normalize("NFKC", value)).casefold()
        groups.setdefault(key.removesuffix("지점").removesuffix("점") or key, Counter())[value] += 1
    best = {value: min(group, key=lambda one: (-group[one], len(one))) for group in groups.values() for value in group}
    return column.map(best)


def to_number(value):
    bare = bare_number(value)
    return None if bare is None else float(bare)


def grouped(number):
    return f"{number:,.2f}".removesuffix(".00")


def set_totals_aside(table):
    """The rows of data; and a line for each row of totals, which says where it does not fit the rows that it adds up."""
    rows = table.map(str.strip).to_numpy().tolist()
    data, totals = sort_out(rows)
    if not data:
        raise SystemExit("there is no row of data")
    changes["totals"] = len(totals)
    changes["empty"] = len(rows) - len(data) - len(totals)
    columns = {name: [to_number(row[place]) for row in rows] for place, name in enumerate(table.columns)}
    aside = []
    for total in totals:
        differs = [
            WORDS["differs"].format(name, grouped(figures[total]), grouped(summed))
            for name, figures in columns.items()
            if fits([rows[place][table.columns.get_loc(name)] for place in data], bare_number)
            and (summed := disagreement(figures, data, totals, total)) is not None
        ]
        cells = " | ".join(cell for cell in rows[total] if cell)
        aside.append("; ".join([cells, *differs]))
    return table.iloc[data].reset_index(drop=True), aside


def clean(table):
    stripped = table.map(str.strip)
    changes["spaces"] = int((stripped != table).to_numpy().sum())
    kinds = {}
    for name in stripped.columns:
        column = stripped[name]
        if fits(column, bare_number):
            kinds[name] = "number"
            bare = column.map(lambda value: bare_number(value) or "")
            changes["numbers"] += int((bare != column).sum())
            stripped[name] = pandas.to_numeric(bare)
        elif fits(column, DATE.fullmatch):
            kinds[name] = "date"
            one_form = column.map(lambda value: "{}-{:0>2}-{:0>2}".format(*found.groups()) if (found := DATE.fullmatch(value)) else value)
            changes["dates"] += int((one_form != column).sum())
            stripped[name] = one_form
        else:
            kinds[name] = "text"
            alike = spell_alike(column)
            changes["names"] += int((alike != column).sum())
            stripped[name] = alike
    unique = stripped.drop_duplicates().reset_index(drop=True)
    changes["doubles"] = len(stripped) - len(unique)
    changes["blanks"] = int((unique.isna() | (unique == "")).any(axis=1).sum())
    return unique, kinds


def sums(table, kinds):
    """The figure that is summed, by what, and the sums: by month where there are dates, else by the first column of words."""
    figures = [name for name, kind in kinds.items() if kind == "number"]
    dates = [name for name, kind in kinds.items() if kind == "date"]
    texts = [name for name, kind in kinds.items() if kind == "text"]
    if not figures or not (dates or texts):
        raise SystemExit("there is no column of figures that could be summed by another column")
    figure = max(figures, key=lambda name: table[name].sum())
    if not dates:
        return figure, texts[0], table.groupby(texts[0])[figure].sum()
    months = table[dates[0]].map(lambda value: value[:7] if DATE.fullmatch(value) else "–")
    if LANGUAGE == "ko" and months.str.slice(0, 4).nunique() == 1:
        summed = table.groupby(months)[figure].sum()
        return figure, WORDS["month"], summed.rename(index=lambda month: f"{int(month[5:])}월")
    return figure, WORDS["month"], table.groupby(months)[figure].sum()


def fill(sheet, headings, rows):
    sheet.append(headings)
    for row in rows:
        sheet.append([None if pandas.isna(value) or value == "" else value for value in row])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF7")
    for cells in sheet.iter_cols():
        for cell in cells[1:]:
            if isinstance(cell.value, str):
                # What begins with `=` is a formula for the library; here it is what somebody wrote.
                cell.data_type = "s"
            elif cell.value is not None:
                cell.number_format = "#,##0"
        width = max(sum(2 if ord(sign) > 0x2E80 else 1 for sign in str(cell.value or "")) for cell in cells)
        sheet.column_dimensions[get_column_letter(cells[0].column)].width = min(width + 3, 40)
    sheet.freeze_panes = "A2"


def write_workbook(table, figure, by, summed, title, aside):
    book = Workbook()
    data = book.active
    data.title = WORDS["data"]
    fill(data, list(table.columns), table.itertuples(index=False))
    data.auto_filter.ref = data.dimensions
    sheet = book.create_sheet(WORDS["sums"])
    fill(sheet, [by, figure], zip(map(str, summed.index), summed.tolist()))
    chart = BarChart()
    chart.title, chart.x_axis.title, chart.y_axis.title, chart.legend = title, by, figure, None
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=len(summed) + 1), titles_from_data=True)
    for series in chart.series:
        # The labels are words, which the library would call numbers.
        series.cat = AxDataSource(strRef=StrRef(f"'{WORDS['sums']}'!$A$2:$A${len(summed) + 1}"))
    sheet.add_chart(chart, "D2")
    log = [(WORDS[name], count) for name, count in changes.items()] + [(f"{WORDS['aside']}: {line}", None) for line in aside]
    fill(book.create_sheet(WORDS["log"]), [WORDS["what"], WORDS["count"]], log)
    book.save(f"{NAME}.xlsx")


def draw(figure, by, summed, title):
    # A sign that the font does not have would be an empty box in the picture: better no picture.
    warnings.filterwarnings("error", message="Glyph .* missing")
    plot = summed.plot.bar(title=title, xlabel=by, ylabel=figure, color="#3b6fd4", rot=0, figsize=(8, 4.5))
    plot.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    plot.bar_label(plot.containers[0], fmt="{:,.0f}", padding=2)
    plot.margins(y=0.1)
    pyplot.tight_layout()
    pyplot.savefig(f"{NAME}-chart.png", dpi=120)


raw, encoding = read(SOURCE)
rows, aside = set_totals_aside(raw)
table, kinds = clean(rows.copy())
figure, by, summed = sums(table, kinds)
if summed.sum() != table[figure].sum():
    raise SystemExit("the sums do not add up to the sum of the table")
title = WORDS["title"].format(by, figure)
write_workbook(table, figure, by, summed, title, aside)
draw(figure, by, summed, title)

before = pandas.to_numeric(rows[figure].map(lambda value: bare_number(value.strip()) or "")).sum()
print(f"| {WORDS['item']} | {WORDS['before']} | {WORDS['after']} |\n|---|---:|---:|")
print(f"| {WORDS['encoding']} | {encoding.upper().removesuffix('-SIG')} | XLSX |")
print(f"| {WORDS['rows']} | {len(raw)} | {len(table)} |")
print(f"| {WORDS['sum'].format(figure)} | {before:,.0f} | {table[figure].sum():,.0f} |")
for name, count in changes.items():
    print(f"| {WORDS[name]} | | {count} |")
if changes["empty"]:
    print(f"\n{WORDS['was_empty'].format(changes['empty'])}")
if aside:
    print(f"\n{WORDS['was_total'].format(len(aside))}\n")
    for line in aside:
        print("-", " ".join(line.replace("|", "·").split()))
