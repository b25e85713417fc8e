import type { WorkerNews } from './ask-within.ts';
import type { CodePiece } from './code-pieces.ts';

/** What the worker is asked. */
export type HighlightQuestion = { code: string; language: string };
/** The pieces; null where it cannot tell them. */
export type HighlightAnswer = CodePiece[] | null;

/** Where a worker finds this module. */
export const address = import.meta.url;

declare const WorkerGlobalScope: unknown;

const say = (news: WorkerNews<HighlightAnswer>): void => postMessage(news);

async function answer({ code, language }: HighlightQuestion): Promise<void> {
  try {
    const { codeReader } = await import('./code-reader.ts');
    const read = await codeReader(language);
    say({ began: true });
    say({ answer: read?.(code) ?? null });
  } catch {
    say({ answer: null });
  }
}

if (typeof WorkerGlobalScope !== 'undefined') addEventListener('message', ({ data }: MessageEvent<HighlightQuestion>) => void answer(data));
