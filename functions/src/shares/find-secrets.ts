import type { SecretKind } from '@oma/contract';

/** What secrets look like. Each pattern is bounded, so that no text makes the search slow. */
const PATTERNS: readonly (readonly [SecretKind, RegExp])[] = [
  ['private_key', /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g],
  ['access_key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['access_key', /\bAIza[0-9A-Za-z_-]{35}/g],
  ['token', /\bgh[pousr]_[0-9A-Za-z]{36,255}/g],
  ['token', /\bgithub_pat_[0-9A-Za-z_]{22,255}/g],
  ['token', /\bglpat-[0-9A-Za-z_-]{20,64}/g],
  ['token', /\bxox[abeprs]-[0-9A-Za-z-]{10,255}/g],
  ['token', /\bsk-[0-9A-Za-z_-]{20,255}/g],
  ['token', /\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,255}/g],
  ['token', /\bnpm_[0-9A-Za-z]{36}\b/g],
  ['token', /\bya29\.[0-9A-Za-z_-]{20,255}/g],
  ['token', /(?<![0-9A-Za-z_-])eyJ[0-9A-Za-z_-]{10,2000}\.eyJ[0-9A-Za-z_-]{10,4000}\.[0-9A-Za-z_-]{10,2000}/g],
  ['token', /\bBearer [0-9A-Za-z._~+/-]{20,500}/g],
  ['password', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"]{1,100}:[^\s@/'"]{1,200}@[^\s'"]{1,10}/gi],
  [
    'password',
    /(?:password|passwd|pwd|secret(?:[_-]access)?(?:[_-]key)?|api[_-]?key|비밀번호|암호)["']?\s{0,3}[:=]\s{0,3}["']?[^\s"'<>,;]{6,200}/gi,
  ],
  ['email', /[0-9A-Za-z._%+-]{1,64}@[0-9A-Za-z-]{1,63}(?:\.[0-9A-Za-z-]{1,63}){1,4}/g],
];

const SHOWN = 6;

/** `shown` is the beginning of `value`, with the rest masked. */
export type Secret = { kind: SecretKind; shown: string; value: string };

/** What in a text looks like a secret, in the order of the patterns. Overlapping ones are told once. */
export function findSecrets(text: string): Secret[] {
  const taken = new Uint8Array(text.length);
  return PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: value }) => {
      const place = taken.subarray(index, index + value.length);
      if (place.includes(1)) return [];
      place.fill(1);
      return [{ kind, shown: kind === 'private_key' ? value : `${value.slice(0, SHOWN)}…`, value }];
    }),
  );
}

/**
 * The same in what a tool was given or gave: JSON, or with JSON in it, where `\n` and `\"` before and behind a secret hide it. It may be cut anywhere, so it is
 * not parsed.
 */
export function findToolSecrets(text: string): Secret[] {
  const plain = withoutEscapes(text);
  const found = findSecrets(plain);
  if (plain === text) return found;
  const told = new Set(found.map(({ value }) => value));
  return [...found, ...findSecrets(text).filter(({ value }) => !told.has(value.replace(/\\.*/s, '')))];
}

const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
/** JSON in JSON is escaped twice; deeper than this nobody reads it. */
const DEPTH = 4;

function withoutEscapes(text: string): string {
  let plain = text;
  for (let depth = 0; depth < DEPTH; depth += 1) {
    plain = plain.replace(/\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/g, (_escape, code: string | undefined, letter: string) =>
      code === undefined ? (ESCAPED[letter] ?? letter) : String.fromCharCode(parseInt(code, 16)),
    );
  }
  return plain;
}
