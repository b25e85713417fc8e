import type { Part } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { cutToFit } from './answer.ts';

const ROOM = 40_000;
const size = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const tool = (id: number): Part => ({
  k: 'tool',
  id: String(id),
  name: 'Bash',
  input: JSON.stringify({ command: `echo ${'x'.repeat(1500)}` }),
  result: { ok: true, output: 'y'.repeat(4000), ms: 1 },
});
const tools = (count: number): Part[] => Array.from({ length: count }, (_, id) => tool(id));
const text = (s: string): Part => ({ k: 'text', s });
const cut = (parts: readonly Part[]) => {
  const kept = cutToFit('', parts, 'reply.json', ROOM).parts;
  expect(size(kept)).toBeLessThan(ROOM / 2);
  expect(kept.filter((part) => 'object' in part)).toHaveLength(1);
  return kept;
};

describe('an answer that does not fit its document', () => {
  it('loses what went into its tools and came out before anything else', () => {
    const kept = cut([text('first'), ...tools(20), text('FINAL ANSWER')]);
    expect(kept.filter(({ k }) => k === 'tool')).toHaveLength(20);
    expect(kept[1]).toMatchObject({ cut: true, result: { ok: true, cut: true } });
    expect(kept.slice(-2)).toEqual([text('FINAL ANSWER'), { k: 'text', s: '', object: 'reply.json' }]);
  });

  it('keeps its last words, and says where something is missing', () => {
    const kept = cut([text('first'), ...tools(200), text('FINAL ANSWER')]);
    expect(kept[0]).toEqual(text('first'));
    expect(kept.at(-1)).toEqual(text('FINAL ANSWER'));
    expect(kept.find((part) => 'object' in part)).toEqual({ k: 'text', s: '', object: 'reply.json' });
  });

  it('keeps what was done last where no words came behind it', () => {
    const kept = cut([text('first'), ...tools(200)]);
    expect(kept[0]).toEqual(text('first'));
    expect(kept.filter(({ k }) => k === 'tool').length).toBeGreaterThan(20);
    expect(kept.at(-1)).toMatchObject({ k: 'tool', id: '199' });
    expect(kept.find((part) => 'object' in part)).toEqual({ k: 'text', s: '', object: 'reply.json' });
  });

  it('keeps the beginning and the end of words that are too long, never half of a character', () => {
    const long = '가나다😀'.repeat(10_000);
    const words = (part: Part | undefined): string => (part?.k === 'text' ? part.s : '');
    const [begin, end, ...more] = cut([text(long)]);
    expect(more).toEqual([]);
    expect([begin, end]).toMatchObject([{ object: 'reply.json' }, { k: 'text' }]);
    expect(long.startsWith(words(begin)) && long.endsWith(words(end))).toBe(true);
    for (const part of [begin, end]) expect(words(part).length > 1000 && words(part).isWellFormed()).toBe(true);
    expect(cut([...tools(3), text(long)]).map(({ k }) => k)).toEqual(['tool', 'tool', 'tool', 'text', 'text']);
    expect(cutToFit(long, [text(long)], 'reply.json', ROOM).content.length).toBeGreaterThan(2000);
  });
});
