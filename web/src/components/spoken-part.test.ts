import { expect, it, vi } from 'vitest';
import { spokenPart } from './spoken-part.ts';

it('is loaded once, and again only where it did not come', async () => {
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('offline')).mockResolvedValue('part');
  const part = spokenPart(load);
  await expect(part()).rejects.toThrow('offline');
  expect(await Promise.all([part(), part()])).toEqual(['part', 'part']);
  expect(load).toHaveBeenCalledTimes(2);
});
