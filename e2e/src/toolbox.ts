import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { toolboxPlace } from '../../local/toolbox.mjs';

/** The Python of the office toolbox that the agents have. Throws a sentence that says what to do where there is none. */
export function toolboxPython(): string {
  const place = toolboxPlace();
  if (place === null || !existsSync(place))
    throw new Error(
      'No office toolbox: it needs Python 3.11 or newer and a connection; `npm run test:e2e` brings it, and says why where it cannot.',
    );
  return path.join(place, 'bin', 'python3');
}

/** A chart of this title in a font that has no Korean: what the agents' charts must not look like. */
export function drawWithBoxes(title: string): Buffer {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'boxes-'));
  try {
    const file = path.join(folder, 'boxes.png');
    const program = `import sys
from matplotlib import pyplot
pyplot.rcParams["font.family"] = "DejaVu Sans"
pyplot.figure(figsize=(8, 4.5))
pyplot.title(sys.argv[1])
pyplot.savefig(sys.argv[2], dpi=120)`;
    execFileSync(toolboxPython(), ['-W', 'ignore', '-c', program, title, file], { env: { HOME: folder, MPLBACKEND: 'Agg' } });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text of each page of a PDF, its lines put together. */
export function pdfPages(pdf: Buffer): string[] {
  const program = `import io, json, sys
from pypdf import PdfReader
pages = PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages
print(json.dumps([" ".join(page.extract_text().split()) for page in pages]))`;
  return z.array(z.string()).parse(JSON.parse(execFileSync(toolboxPython(), ['-c', program], { input: pdf, encoding: 'utf8' })));
}
