import { describe, expect, it } from 'vitest';
import { RequestMeter, TurnMeter } from './meter.ts';

const PRICE = { input_usd: 2, output_usd: 10 };

describe('RequestMeter', () => {
  it('counts a stream, cache reads and writes at their own prices', () => {
    const meter = new RequestMeter(PRICE);
    meter.take({
      type: 'message_start',
      message: { usage: { input_tokens: 1000, cache_creation_input_tokens: 1000, cache_read_input_tokens: 1000, output_tokens: 1 } },
    });
    meter.take({ type: 'content_block_delta', delta: { text: 'x'.repeat(100) } });
    meter.take({ type: 'message_delta', usage: { output_tokens: 500 } });
    expect(meter.usage.input_tokens).toBe(3000);
    expect(meter.usage.output_tokens).toBe(500);
    expect(meter.usage.cost_usd).toBeCloseTo((1000 * 2 + 1000 * 2.5 + 1000 * 0.2 + 500 * 10) / 1e6, 10);
  });

  it('estimates output that was not counted yet, rather too high than too low', () => {
    const meter = new RequestMeter(PRICE);
    meter.take({ type: 'content_block_delta', delta: { text: 'x'.repeat(4000) } });
    expect(meter.usage.output_tokens).toBe(2000);
  });

  it('is not led astray by what is no event', () => {
    const meter = new RequestMeter(PRICE);
    for (const nonsense of [null, 'x', 5, {}, { type: 'message_delta', usage: 'x' }]) meter.take(nonsense);
    expect(meter.usage).toEqual({ input_tokens: 0, output_tokens: 0, cost_usd: 0 });
  });
});

describe('TurnMeter', () => {
  it('adds up its requests, and is over at its limit, also in the middle of one', () => {
    const turn = new TurnMeter(0.01);
    const first = turn.begin(PRICE);
    first.take({ type: 'message_delta', usage: { output_tokens: 600 } });
    turn.end(first);
    turn.end(first);
    expect(turn.usage.output_tokens).toBe(600);
    expect(turn.isOver).toBe(false);
    turn.begin(PRICE).take({ type: 'content_block_delta', delta: { text: 'x'.repeat(800) } });
    expect(turn.isOver).toBe(true);
  });
});
