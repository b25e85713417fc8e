import type { Result } from '@oma/contract';
import { isScalar, parseDocument, visit } from 'yaml';
import * as z from 'zod';
import type { FieldError } from '../../http/problem.ts';

export type FrontMatter = { fields: Record<string, unknown>; body: string };

/** Far more than names and settings need; instructions stand below. */
const MOST_CHARACTERS = 16 * 1024;

/** Brackets that are open at once: the parser's work grows with the square of what it is in. */
const MOST_OPEN = 100;

const wrong = (message: string): Result<never, FieldError[]> => ({ ok: false, error: [{ path: 'content', message }] });

/**
 * Splits Markdown with YAML front matter. The YAML is plain data: no tags of its own, no aliases (a few lines of those can stand for gigabytes), no key twice.
 * Where it is no YAML, it is read once more with its values in quotes: descriptions that Claude Code writes, and reads itself, have colons in them.
 */
export function splitFrontMatter(content: string): Result<FrontMatter, FieldError[]> {
  const opened = /^---[ \t]*\r?\n/.exec(content);
  if (opened === null) return wrong('must begin with a line of three hyphens, the front matter');
  const from = opened[0].length;
  const closed = /(?:^|\r?\n)---[ \t]*(\r?\n|$)/.exec(content.slice(from));
  if (closed === null) return wrong('the front matter has no end: a second line of three hyphens');
  const yaml = content.slice(from, from + closed.index);
  if (yaml.length > MOST_CHARACTERS) return wrong(`the front matter is longer than ${MOST_CHARACTERS} characters`);
  if (mostOpen(yaml) > MOST_OPEN) return wrong(`the front matter has more than ${MOST_OPEN} brackets open at once`);
  const read = parseYaml(yaml);
  const fields = read.ok ? read : parseYaml(yaml.split(/\r?\n/).map(inQuotes).join('\n'));
  if (!fields.ok) return wrong(`the front matter is not valid YAML: ${read.ok ? fields.error : read.error}`);
  const parsed = z.record(z.string(), z.unknown()).safeParse(fields.value);
  if (!parsed.success) return wrong('the front matter must be a list of names and values');
  const rest = content.slice(from + closed.index + closed[0].length);
  return { ok: true, value: { fields: parsed.data, body: closed[1] === '\r\n' ? rest.replaceAll('\r\n', '\n') : rest } };
}

function mostOpen(yaml: string): number {
  let [open, most] = [0, 0];
  for (const character of yaml) {
    if (character === '[' || character === '{') most = Math.max(most, (open += 1));
    else if ((character === ']' || character === '}') && open > 0) open -= 1;
  }
  return most;
}

function parseYaml(yaml: string): Result<unknown, string> {
  try {
    const document = parseDocument(yaml, OPTIONS);
    const problem = [...document.errors, ...document.warnings][0];
    if (problem !== undefined) return { ok: false, error: `${problem.message.slice(0, 200)} (line ${lineAt(yaml, problem.pos[0])})` };
    visit(document, { Map: (_place, { items }) => checkKeys(items.map(({ key }) => key)) });
    return { ok: true, value: document.toJS({ maxAliasCount: 0 }) };
  } catch (error) {
    // Too deep, or an alias.
    return { ok: false, error: error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read' };
  }
}

/**
 * Throws for a key that is a list or a map, which is written out as text, at every level anew: a kilobyte of nested ones would take minutes. And for one that
 * stands twice: the parser would compare each with all before it.
 */
function checkKeys(keys: readonly unknown[]): void {
  const known = new Set<string>();
  for (const key of keys) {
    if (!isScalar(key)) throw new Error('a key must be a plain name');
    const name = String(key.value);
    if (known.has(name)) throw new Error(`the key ${name.slice(0, 40)} stands twice`);
    known.add(name);
  }
}

/** Errors are not made pretty: a file with thousands of them would take seconds. Keys that stand twice `checkKeys` finds. */
const OPTIONS = {
  schema: 'core',
  resolveKnownTags: false,
  merge: false,
  uniqueKeys: false,
  logLevel: 'silent',
  prettyErrors: false,
} as const;

/** Counted from the line of the file, whose first is the three hyphens. */
const lineAt = (yaml: string, position: number): number => yaml.slice(0, position).split('\n').length + 1;

/** `key: value` on one line, with the value in quotes unless it is in some already, or more than a text. */
const inQuotes = (line: string): string =>
  line.replace(
    /^([A-Za-z][\w-]*:)[ \t]+([^\s"'|>[{&*!].*)$/,
    (_line, key: string, value: string) => `${key} ${JSON.stringify(value.trim())}`,
  );
