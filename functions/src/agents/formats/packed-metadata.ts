/** `metadata` of Claude Managed Agents holds 16 pairs, each value of at most 512 characters. */
const PIECE = 512;
const KEY = /^oh_my_agent_(\d{2})$/;

/** Data as JSON in numbered pieces. Only ASCII, so that a piece is as long however it is counted; what an agent may hold fits into 16. */
export function packMetadata(data: object): Record<string, string> {
  const json = JSON.stringify(data).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const count = Math.ceil(json.length / PIECE);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `oh_my_agent_${String(index + 1).padStart(2, '0')}`,
      json.slice(index * PIECE, (index + 1) * PIECE),
    ]),
  );
}

/** Puts the pieces together again: the data, null where there is none or it is broken, and the keys of everything else. */
export function unpackMetadata(metadata: Readonly<Record<string, string>>): { ours: unknown; others: string[] } {
  const keys = Object.keys(metadata);
  const pieces = keys.filter((key) => KEY.test(key)).sort();
  const json = pieces.map((key) => metadata[key] ?? '').join('');
  return { ours: json === '' ? null : tryJson(json), others: keys.filter((key) => !KEY.test(key)) };
}

function tryJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}
