import fc from 'fast-check';
import { Lexer } from 'marked';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { GrowingBlocks } from './growing-blocks.ts';
import { ATTACKS, BURDENS } from './hostile-texts.test-data.ts';
import { toRawHtml } from './markdown.ts';

/** Time of the processor: others may be at work on this machine. */
function costMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Reads as the page does, all but the last step, which needs a browser. */
function read(text: string): (string | null)[] {
  return new GrowingBlocks().of(text).flatMap((block) => {
    switch (block.kind) {
      case 'plain':
        return [null];
      case 'list':
        return block.items.map(toRawHtml);
      case 'table':
        return [toRawHtml(block.head), ...block.rows.map((row) => toRawHtml(block.head + row))];
      case 'text':
      case 'code':
        return [toRawHtml(block.source)];
    }
  });
}

describe('what reads Markdown', () => {
  it.each(Object.entries(BURDENS))('is done soon with %s', (_, text) => {
    expect(costMs(() => read(text))).toBeLessThan(3000);
  });

  it('never fails and never takes long, whatever is repeated', () => {
    const signs = fc.constantFrom(
      ...'> -*_~`[]()!<>&|#=:/\\"\'\n\t.@1a한'.split(''),
      '\n\n',
      '1. ',
      '- ',
      '</',
      '<!--',
      '```',
      'http://',
      '😀',
    );
    const piece = fc.array(signs, { minLength: 1, maxLength: 6 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.integer({ min: 1, max: 3000 })), { minLength: 1, maxLength: 3 }), (parts) => {
        const text = parts.map(([one, times]) => one.repeat(times)).join('');
        expect(costMs(() => read(text))).toBeLessThan(3000);
      }),
      { numRuns: 150 },
    );
  });

  it('shows as it was written what is nested too deep, and lays out what stands around it', () => {
    const deep = `${'> '.repeat(100)}x\nand on`;
    const blocks = new GrowingBlocks().of(`# one\n\n${deep}\n\n- two\n- three\n`);
    expect(blocks).toEqual([
      { kind: 'text', source: '# one' },
      { kind: 'plain', source: deep },
      { kind: 'list', start: null, isLoose: false, items: ['- two\n', '- three\n'] },
    ]);
  });

  it('shows as it was written what it fails on', () => {
    const text = '1. a\n   > 2. quote\ngoes on';
    expect(() => new Lexer({ gfm: true }).blockTokens(text, [])).toThrow();
    expect(new GrowingBlocks().of(text)).toEqual([{ kind: 'plain', source: text }]);
  });

  it('lays out what is merely long', () => {
    const list = Array.from({ length: 400 }, (_, item) => `${String(item + 1)}. an item of a *long* list`).join('\n');
    const table = `| a | b |\n|---|---|\n${'| some words | more words |\n'.repeat(500)}`;
    expect(read(`${'words '.repeat(700)}\n\n${list}\n\n${table}`)).not.toContain(null);
  });

  it('reads every attack', () => {
    for (const attack of ATTACKS) expect(read(attack)).not.toContain(null);
  });
});
