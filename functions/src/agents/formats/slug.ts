import { createHash } from 'node:crypto';

/**
 * A name of small letters, digits and hyphens, as Claude Code wants it for a subagent and its file. Accents are dropped. Of a name that has no such letters a
 * short hash tells it from others: `agent-1f3a9c`.
 */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return /[a-z]/.test(slug) ? slug : `agent-${createHash('sha256').update(name).digest('hex').slice(0, 6)}`;
}
