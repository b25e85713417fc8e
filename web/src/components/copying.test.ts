import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Copying } from './copying.ts';

const host = () => ({ addController: vi.fn(), removeController: vi.fn(), requestUpdate: vi.fn(), updateComplete: Promise.resolve(true) });
const allow = (writeText: (text: string) => Promise<void>) => vi.stubGlobal('navigator', { clipboard: { writeText } });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('copying', () => {
  it('says for a moment that it is done', async () => {
    const written: string[] = [];
    allow((text) => Promise.resolve(void written.push(text)));
    const copying = new Copying(host());
    await copying.copy(() => 'words');
    expect([written, copying.outcome]).toEqual([['words'], 'copied']);
    vi.runAllTimers();
    expect(copying.outcome).toBeNull();
  });

  it.each([
    ['the browser refuses it', () => Promise.reject(new Error('not allowed')), () => 'words'],
    ['what is to be copied does not come', () => Promise.resolve(), () => Promise.reject(new Error('offline'))],
  ])('says so where %s', async (_, writeText, read) => {
    allow(writeText);
    const copying = new Copying(host());
    await copying.copy(read);
    expect(copying.outcome).toBe('failed');
  });

  it('says so where the page may not copy at all', async () => {
    vi.stubGlobal('navigator', {});
    const copying = new Copying(host());
    await copying.copy(() => 'words');
    expect(copying.outcome).toBe('failed');
  });
});
