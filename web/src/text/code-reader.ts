import hljs from 'highlight.js/lib/core';
import { languagesOf } from './code-languages.ts';
import { type CodePiece, piecesOf } from './code-pieces.ts';

/** Loads what reads a language, called as blocks of code and file names call it. Null where it is none that is coloured. */
export async function codeReader(language: string): Promise<((code: string) => CodePiece[]) | null> {
  const languages = languagesOf(language);
  const [main] = languages;
  if (main === undefined) return null;
  const loaded = await Promise.all(languages.map(async ({ name, load }) => [name, (await load()).default] as const));
  for (const [name, read] of loaded) if (hljs.getLanguage(name) === undefined) hljs.registerLanguage(name, read);
  return (code) => piecesOf(hljs.highlight(code, { language: main.name, ignoreIllegals: true }).value);
}
