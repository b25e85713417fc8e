import { describe, expect, it } from 'vitest';
import { estimate } from './estimate.ts';
import { ModelRequest } from './request.ts';

/** A dollar for each token. */
const PRICE = { input_usd: 1e6, output_usd: 1e6 };
const of = (change: object) => {
  const request = ModelRequest.parse({ model: 'm', max_tokens: 64_000, stream: true, messages: [], ...change });
  const body = JSON.stringify(request);
  return { ...estimate(request, body, PRICE), bytes: Buffer.byteLength(body) };
};
const says = (content: unknown) => ({ messages: [{ role: 'user', content }] });

describe('estimate', () => {
  it('takes two bytes for a token, in every language, and the dearest price of input', () => {
    const { inputUsd, bytes } = of(says('안녕하세요'.repeat(100)));
    expect(bytes).toBeGreaterThan(1500);
    expect(inputUsd).toBeCloseTo((bytes / 2) * 1.25, 6);
  });

  it.each([
    ['the beginning of a long answer', {}, 4000],
    ['no more than the answer may become', { max_tokens: 100 }, 100],
    ['all of an answer that cannot be broken off', { stream: false }, 64_000],
    ['the beginning of an answer without a limit', { max_tokens: undefined }, 4000],
  ])('sets aside %s', (_what, change, tokens) => {
    expect(of(change).outputUsd).toBe(tokens);
  });

  it('takes a picture for what a picture is, wherever it is', () => {
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'A'.repeat(3_000_000) } };
    for (const content of [[image], [{ type: 'tool_result', tool_use_id: 't', content: [image] }]]) {
      const { inputUsd } = of(says(content));
      expect(inputUsd).toBeGreaterThan(5000 * 1.25);
      expect(inputUsd).toBeLessThan(5200 * 1.25);
    }
  });

  it.each([
    ['by its pages', '%PDF-1.4 /Type /Pages /Count 2 /Type /Page /Type/Page', 2],
    ['as the longest there may be where its pages are out of sight', '%PDF-1.7 /Type /ObjStm', 100],
    ['as the longest there may be where it tells nothing', 'no pdf', 100],
  ])('takes a PDF %s', (_what, pdf, count) => {
    const source = { type: 'base64', media_type: 'application/pdf', data: Buffer.from(pdf).toString('base64') };
    const { inputUsd } = of(says([{ type: 'document', source }]));
    expect(inputUsd / 1.25).toBeGreaterThan(count * 8000);
    expect(inputUsd / 1.25).toBeLessThan(count * 8000 + 300);
  });

  it('is never more than a model reads', () => {
    expect(of(says('x'.repeat(5_000_000))).inputUsd).toBe(1_250_000);
  });
});
