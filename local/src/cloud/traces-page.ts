import type { KeptSpan } from './kept-span.ts';

export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const seconds = (ms: number): string => (ms < 1000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(2)} s`);

/** The newest traces, each with what is known of the message it tells of. */
export function listPage(traces: readonly (readonly KeptSpan[])[]): string {
  const row = (spans: readonly KeptSpan[]): string => {
    const [first] = spans;
    if (first === undefined) return '';
    const whole = rootOf(spans);
    const { begin, end } = extentOf(spans);
    const outcome = whole?.attributes['outcome'];
    const cells = [
      `<a href="/traces?trace=${first.traceId}">${first.traceId}</a>`,
      new Date(begin).toISOString(),
      seconds(end - begin),
      escape(`${typeof outcome === 'string' ? outcome : '…'}${whole?.error ? ` (${whole.error})` : ''}`),
      String(spans.length),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  };
  const rows = traces.map(row).join('');
  return page(
    'Traces',
    rows === ''
      ? '<p>No trace yet: a message has one when it has ended.</p>'
      : `<table><thead><tr><th>Trace</th><th>Began</th><th>Took</th><th>Outcome</th><th>Spans</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

const WIDTH = 720;

/** One trace as a waterfall: each span below the one that it is a part of, in the order of their beginnings. */
export function tracePage(traceId: string, spans: readonly KeptSpan[]): string {
  const back = '<p><a href="/traces">All traces</a></p>';
  if (spans.length === 0) return page('Trace', `${back}<p>There is no such trace here (any more).</p>`);
  const { begin, end } = extentOf(spans);
  const scale = WIDTH / Math.max(1, end - begin);
  const row = ({ span, depth }: Placed): string => {
    const about = Object.entries(span.attributes).map(([key, value]) => `${key}=${String(value)}`);
    const bar = `<rect x="${((span.startMs - begin) * scale).toFixed(1)}" y="3" width="${Math.max(1, (span.endMs - span.startMs) * scale).toFixed(1)}" height="12" class="${span.error === null ? 'fine' : 'error'}"/>`;
    return (
      `<tr><td>${'&nbsp;'.repeat(depth * 3)}${escape(span.name)}</td><td>${escape(span.service)}</td>` +
      `<td class="number">+${seconds(span.startMs - begin)}</td><td class="number">${seconds(span.endMs - span.startMs)}</td>` +
      `<td><svg width="${String(WIDTH)}" height="18" role="img" aria-label="${escape(span.name)}">${bar}</svg></td>` +
      `<td>${escape([...(span.error === null ? [] : [span.error]), ...about].join(' · '))}</td></tr>`
    );
  };
  return page(
    'Trace',
    `${back}<p><code>${escape(traceId)}</code> · ${new Date(begin).toISOString()} · ${seconds(end - begin)} · <a href="/traces/${escape(traceId)}">JSON</a></p>` +
      `<table><thead><tr><th>Span</th><th>By</th><th>From</th><th>Took</th><th></th><th>About</th></tr></thead><tbody>${placed(spans).map(row).join('')}</tbody></table>`,
  );
}

const rootOf = (spans: readonly KeptSpan[]): KeptSpan | undefined => spans.find(({ parentSpanId }) => parentSpanId === null);

const extentOf = (spans: readonly KeptSpan[]): { begin: number; end: number } => ({
  begin: Math.min(...spans.map(({ startMs }) => startMs)),
  end: Math.max(...spans.map(({ endMs }) => endMs)),
});

type Placed = { span: KeptSpan; depth: number };

/** Each span after the one that it is a part of. One whose parent did not come stands at the top. */
function placed(spans: readonly KeptSpan[]): Placed[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const isBelow = (span: KeptSpan, parent: string | null): boolean =>
    (span.parentSpanId !== null && known.has(span.parentSpanId) ? span.parentSpanId : null) === parent;
  const below = (parent: string | null, depth: number): Placed[] =>
    depth > spans.length
      ? []
      : spans.filter((span) => isBelow(span, parent)).flatMap((span) => [{ span, depth }, ...below(span.spanId, depth + 1)]);
  return below(null, 0);
}

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; }
th, td { text-align: start; padding: 0.2rem 0.75rem 0.2rem 0; vertical-align: top; white-space: nowrap; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
.fine { fill: #3b7ddd; }
.error { fill: #d33f49; }
</style>
<h1>${title}</h1>
${body}
</html>
`;
