import path from 'node:path';
import type { Conversation, DesignFile, Step } from '../../steps.ts';
import { natural } from '../scene.ts';

/** A file that came with a wish. `holds`: its columns or its heading; null where it could not be read. */
export type Material = { file: string; holds: { kind: 'columns' | 'heading'; text: string } | null };

const MOST_FILES = 5;
const MOST_LINES = 20;
const TABLE = /\.(csv|tsv)$/i;
const READABLE = /\.(csv|tsv|md|txt)$/i;
const LONGEST = 300;

/** The files that are looked into: the simulation reads nothing but text, and that once, for Claude Code gives nothing back of a file that has not changed. */
const unread = (files: readonly DesignFile[]): DesignFile[] =>
  files.filter(({ path: file, read }) => read === null && READABLE.test(file)).slice(-MOST_FILES);

/** How many tools `readingSteps` uses. */
export const readsOf = (files: readonly DesignFile[]): number => unread(files).length;

/** Looks into the files that were not read before; `materialsOf` takes what that gives back. */
export function readingSteps({ workspace }: Conversation, files: readonly DesignFile[], korean: boolean): Step[] {
  const looked = unread(files);
  if (looked.length === 0) return [];
  return [
    natural(korean ? '첨부하신 파일을 먼저 볼게요.' : 'I will look at what you attached first.'),
    ...looked.map(({ path: file }) => ({ tool: 'Read', input: { file_path: `${workspace}/${file}`, limit: MOST_LINES } })),
  ];
}

/** The lines of a file as the tool for reading numbers them; none where it gave back something else. */
const linesOf = (result: string): string[] => [...result.matchAll(/^ *\d+(?:→|\t)(.*)$/gm)].map(([, line = '']) => line.trim());

function holdsOf(file: string, result: string): Material['holds'] {
  const lines = linesOf(result.replaceAll('\uFEFF', '')).filter((line) => line !== '');
  // What was written in another encoding is not text to the tool.
  if (lines.length === 0 || lines.some((line) => line.includes('\uFFFD'))) return null;
  const [first = ''] = lines;
  if (TABLE.test(file)) {
    const cells = first.match(/(?:"(?:[^"]|"")*"|[^,;\t])+/g) ?? [];
    const columns = cells.map((cell) => cell.trim().replaceAll(/^"|"$/g, '').replaceAll('""', '"'));
    return {
      kind: 'columns',
      text: columns
        .filter((name) => name !== '')
        .join(', ')
        .slice(0, LONGEST),
    };
  }
  const heading = lines.find((line) => /^#+ /.test(line)) ?? first;
  return { kind: 'heading', text: heading.replace(/^#+ /, '').slice(0, LONGEST) };
}

/** What is known of the files, once they were read. */
export function materialsOf(files: readonly DesignFile[], toolResults: readonly string[]): Material[] {
  const looked = unread(files);
  return files.map((one) => {
    const result = one.read ?? toolResults[looked.indexOf(one)];
    return { file: one.path, holds: result === undefined ? null : holdsOf(one.path, result) };
  });
}

const nameOf = ({ file }: Material): string => `\`${path.posix.basename(file).replaceAll('`', '')}\``;

const contents = ({ holds }: Material, korean: boolean): string => {
  if (holds === null) return '';
  if (holds.kind === 'columns') return korean ? `열: ${holds.text}` : `columns: ${holds.text}`;
  return korean ? `제목: ${holds.text}` : `heading: ${holds.text}`;
};

/** What instructions say of the files that the agent works with. */
export const materialLines = (materials: readonly Material[], korean: boolean): string[] =>
  materials
    .filter(({ holds }) => holds !== null)
    .map((one) =>
      korean ? `다루는 자료: ${nameOf(one)} (${contents(one, true)})` : `Works with: ${nameOf(one)} (${contents(one, false)})`,
    );

/** What the answer says of them: what was read of each, or that it could not be read. */
export const readNote = (materials: readonly Material[], korean: boolean): string =>
  materials
    .map((one) =>
      one.holds === null
        ? korean
          ? `${nameOf(one)}: 읽지 못해서 초안에 넣지 않았어요.`
          : `${nameOf(one)}: I could not read it, so the draft does not go by it.`
        : korean
          ? `${nameOf(one)}: 읽었어요. ${contents(one, true)}`
          : `${nameOf(one)}: I read it; ${contents(one, false)}`,
    )
    .map((line) => `- ${line}`)
    .join('\n');
