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
  ['token', /\beyJ[0-9A-Za-z_-]{10,2000}\.eyJ[0-9A-Za-z_-]{10,4000}\.[0-9A-Za-z_-]{10,2000}/g],
  ['token', /\bBearer [0-9A-Za-z._~+/-]{20,500}/g],
  ['password', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"]{1,100}:[^\s@/'"]{1,200}@[^\s'"]{1,10}/gi],
  ['password', /(?:password|passwd|pwd|secret|api[_-]?key|비밀번호|암호)["']?\s{0,3}[:=]\s{0,3}["']?[^\s"'<>,;]{6,200}/gi],
  ['email', /[0-9A-Za-z._%+-]{1,64}@[0-9A-Za-z-]{1,63}(?:\.[0-9A-Za-z-]{1,63}){1,4}/g],
];

const SHOWN = 6;

/** What in a text looks like a secret, in the order of the patterns; of each its beginning, with the rest masked. Overlapping ones are told once. */
export function findSecrets(text: string): { kind: SecretKind; shown: string; value: string }[] {
  const taken: [number, number][] = [];
  return PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: value }) => {
      const end = index + value.length;
      if (taken.some(([from, to]) => index < to && end > from)) return [];
      taken.push([index, end]);
      return [{ kind, shown: kind === 'private_key' ? value : `${value.slice(0, SHOWN)}…`, value }];
    }),
  );
}
