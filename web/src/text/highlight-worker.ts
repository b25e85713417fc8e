import type { CodePiece } from './code-pieces.ts';

/** What the worker is asked. */
export type HighlightQuestion = { code: string; language: string };
/** What it says: that it has all it needs and begins, then the pieces; null where it cannot tell them. */
export type HighlightNews = { began: true } | { pieces: CodePiece[] | null };

/** Where a worker finds this module. */
export const address = import.meta.url;

declare const WorkerGlobalScope: unknown;

const say = (news: HighlightNews): void => postMessage(news);

async function answer({ code, language }: HighlightQuestion): Promise<void> {
  try {
    const { codeReader } = await import('./code-reader.ts');
    const read = await codeReader(language);
    say({ began: true });
    say({ pieces: read?.(code) ?? null });
  } catch {
    say({ pieces: null });
  }
}

if (typeof WorkerGlobalScope !== 'undefined') addEventListener('message', ({ data }: MessageEvent<HighlightQuestion>) => void answer(data));
