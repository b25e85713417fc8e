import { describe, expect, it } from 'vitest';
import { renderTurn } from './render-turn.ts';

describe('the turn of an element to be rendered', () => {
  it('comes for the last one first, and for each in a task of its own', async () => {
    const order: string[] = [];
    const turns = ['first', 'second', 'third'].map(async (name) => {
      await renderTurn();
      order.push(name);
      // What is done at the end of the same task comes before the next turn.
      queueMicrotask(() => order.push('rendered'));
    });
    expect(order).toEqual([]);
    await Promise.all(turns);
    await Promise.resolve();
    expect(order).toEqual(['third', 'rendered', 'second', 'rendered', 'first', 'rendered']);
  });
});
