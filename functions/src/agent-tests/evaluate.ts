import {
  cutText,
  isEnded,
  MAX_REASON,
  type ReplyDocument,
  type SessionDocument,
  type StoredFile,
  type Trait,
  type TraitResult,
  unreachable,
} from '@oma/contract';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { readManifest } from '../files/read-manifest.ts';
import { storedBytes } from '../files/stored-bytes.ts';
import type { RunObjects } from '../objects/object-store.ts';

/** Files that are looked into at most, and the longest of them: what is meant is a text that an answer made. */
const LOOKED_INTO = 50;
const LONGEST_BYTES = 2 * 1024 * 1024;

/** What is looked at: an answer that has ended, and the workspace it left. */
export type Answered = { reply: ReplyDocument; workspace: SessionDocument['workspace'] };

/**
 * Which of the traits an answer has, in their order. Where it failed, it has none of them. The answer's words are those its document holds: of one that is too
 * long, its beginning and its end.
 */
export async function evaluate(store: Pick<RunObjects, 'read'>, traits: readonly Trait[], answered: Answered): Promise<TraitResult[]> {
  const { reply } = answered;
  if (reply.status !== 'done') return traits.map(() => ({ ok: false, reason: '' }));
  const verdicts = [...(reply.verdicts?.given ?? [])];
  const results: TraitResult[] = [];
  for (const trait of traits) {
    const verdict = trait.kind === 'judged' ? verdicts.shift() : undefined;
    // What cannot be looked at is not known: the stored workspace is what a runner wrote.
    results.push(verdict ?? (await resultOf(store, trait, answered).catch(() => ({ ok: null, reason: '' }))));
  }
  return results.map(({ ok, reason }) => ({ ok, reason: cutText(reason, MAX_REASON) }));
}

async function resultOf(store: Pick<RunObjects, 'read'>, trait: Trait, { reply, workspace }: Answered): Promise<TraitResult> {
  switch (trait.kind) {
    case 'contains':
      return { ok: folded(reply.content).includes(folded(trait.text)), reason: '' };
    case 'lacks':
      return { ok: !folded(reply.content).includes(folded(trait.text)), reason: '' };
    case 'file': {
      const found = workspace === null ? '' : await findFile(store, workspace, trait);
      return { ok: found !== '', reason: found };
    }
    case 'cost': {
      const usd = Math.round((reply.cost_usd - (reply.verdicts?.cost_usd ?? 0)) * 1e6) / 1e6;
      return { ok: usd <= trait.max_usd, reason: usd.toFixed(4) };
    }
    case 'time': {
      const seconds = workedMs(reply) / 1000;
      return { ok: seconds <= trait.max_s, reason: seconds.toFixed(1) };
    }
    case 'judged':
      return { ok: null, reason: '' };
    default:
      return unreachable(trait);
  }
}

/** How long the agent worked on its answer: without the time to get its environment up, and without the judging. */
export function workedMs({ status, timings_ms: { claimed, launched, ended }, verdicts }: ReplyDocument): number {
  if (!isEnded(status) || ended === null) return 0;
  return Math.max(0, ended - (claimed ?? launched ?? 0) - (verdicts?.took_ms ?? 0));
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

/** The path of the first file that is meant; empty where there is none. */
async function findFile(
  store: Pick<RunObjects, 'read'>,
  workspace: NonNullable<SessionDocument['workspace']>,
  { name, content }: Extract<Trait, { kind: 'file' }>,
): Promise<string> {
  const entries = [...((await readManifest(store, workspace)) ?? new Map<string, never>()).values()];
  const files = entries.filter((entry): entry is StoredFile => entry.kind === 'file' && isNamed(entry.path, name));
  if (content === '') return files[0]?.path ?? '';
  for (const file of files.filter(({ size }) => size <= LONGEST_BYTES).slice(0, LOOKED_INTO)) {
    const archive = await store.read(workspace.object, file.offset);
    if (archive === null) return '';
    const bytes = await buffer(Readable.from(storedBytes(archive, file), { objectMode: false }));
    if (folded(bytes.toString('utf8')).includes(folded(content))) return file.path;
  }
  return '';
}

/** By its whole path, or by its name in whatever folder; `*` stands for anything. Looked for piece by piece: a pattern from a person must not take for ever. */
function isNamed(path: string, name: string): boolean {
  if (name === '') return true;
  const [first = '', ...rest] = folded(name).split('*');
  const last = rest.pop();
  return [path, path.split('/').at(-1) ?? '']
    .map(folded)
    .some((one) => (last === undefined ? one === first : fits(one, first, rest, last)));
}

function fits(text: string, first: string, middle: readonly string[], last: string): boolean {
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of middle) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.endsWith(last) && text.length - last.length >= at;
}
