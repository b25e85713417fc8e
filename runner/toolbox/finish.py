"""Makes a new toolbox fit for use, and fit to be moved: its own Python runs this once, after the packages are in.

Korean fonts come to where matplotlib draws with them unasked, and `fonts` leads to them. Fails where a package is missing or Korean would be drawn as boxes.
"""

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TOOLBOX = Path(sys.prefix)
FONT = "NanumGothic"

CHECK = """
import io, warnings
import docx, openpyxl, pandas, pypdf, reportlab
from matplotlib import pyplot
warnings.simplefilter("error")
pyplot.style.use("default")
pyplot.title("한글 −1")
pyplot.savefig(io.BytesIO(), format="png")
"""


def package(name: str) -> Path:
    """Where a package lies, without running any of it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is missing")
    return Path(spec.origin).parent


def link(place: Path, target: Path) -> None:
    place.unlink(missing_ok=True)
    place.symlink_to(os.path.relpath(target, place.parent))


def bring_fonts(matplotlib: Path) -> None:
    fonts = package("koreanize_matplotlib") / "fonts"
    link(TOOLBOX / "fonts", fonts)
    for font in fonts.glob("*.ttf"):
        link(matplotlib / "mpl-data" / "fonts" / "ttf" / font.name, font)


def set_defaults(file: Path) -> None:
    """Changes what matplotlib calls its defaults, so that a chart keeps its Korean also where its author goes back to them."""
    text = file.read_text(encoding="utf-8")
    for name, value in {"font.family": f"{FONT}, DejaVu Sans", "axes.unicode_minus": "False"}.items():
        text, found = re.subn(rf"^#?{re.escape(name)}:.*$", f"#{name}: {value}", text, flags=re.MULTILINE)
        if found != 1:
            raise SystemExit(f"matplotlib has no default {name}")
    file.write_text(text, encoding="utf-8")


def remove_scripts() -> None:
    """A script begins with the path of the Python it was installed for, which is not there any more once the toolbox has moved."""
    for file in (TOOLBOX / "bin").iterdir():
        if not file.name.startswith("python"):
            file.unlink()


matplotlib = package("matplotlib")
bring_fonts(matplotlib)
set_defaults(matplotlib / "mpl-data" / "matplotlibrc")
remove_scripts()
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([sys.executable, "-c", CHECK], check=True, env={**os.environ, "MPLCONFIGDIR": folder, "MPLBACKEND": "Agg"})
