import { REFERENCE_LIMITS, type ReferenceFile } from '@oma/contract';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { ReferenceUploads } from './reference-uploads.ts';

const MB = 1024 * 1024;
/** Files that were asked for, to be answered by the test. */
let asked: { file: File; arrive: () => void; fail: () => void; isEnded: () => boolean }[];
let value: ReferenceFile[];
let uploads: ReferenceUploads;
let ids: number;

beforeEach(() => {
  asked = [];
  value = [];
  ids = 0;
  const field = {
    requestUpdate: () => undefined,
    get value() {
      return value;
    },
    put: (file: ReferenceFile) => {
      value = [...value.filter(({ name }) => name.toLowerCase() !== file.name.toLowerCase()), file];
    },
  };
  uploads = new ReferenceUploads(
    field,
    (file, { signal }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('ended')));
        asked.push({
          file,
          arrive: () => resolve(stored(file.name, file.size)),
          fail: () => reject(new Error('no connection')),
          isEnded: () => signal.aborted,
        });
      }),
  );
});
afterAll(() => {
  vi.unstubAllGlobals();
});

function stored(name: string, size: number): ReferenceFile {
  ids += 1;
  return { id: `55555555-5555-4555-8555-${String(ids).padStart(12, '0')}`, name, size };
}
/** A file of that many bytes, without them. */
function file(name: string, size = 1): File {
  const made = new File(['x'], name);
  Object.defineProperty(made, 'size', { value: size });
  return made;
}
const settled = () => new Promise((resolve) => setTimeout(resolve));
const states = () => uploads.entries.map(({ name, state }) => `${name} ${state}`);

it('arrive in any order; what failed can be sent again', async () => {
  uploads.add([file('a'), file('b')]);
  asked[1]?.arrive();
  asked[0]?.fail();
  await settled();
  expect([states(), value.map(({ name }) => name), uploads.isSending]).toEqual([['a failed'], ['b'], false]);
  uploads.retry(uploads.entries[0]!.key);
  expect(uploads.isSending).toBe(true);
  asked[2]?.arrive();
  await settled();
  expect([states(), value.map(({ name }) => name)]).toEqual([[], ['b', 'a']]);
});

it('have no room together beyond the limit, until another is gone', async () => {
  value = [stored('old', 30 * MB)];
  uploads.add([file('fits', 15 * MB), file('too much', 10 * MB), file('never', REFERENCE_LIMITS.bytes + 1)]);
  expect(states()).toEqual(['fits sending', 'too much failed', 'never failed']);
  expect(uploads.entries.map((entry) => entry.state === 'failed' && entry.again !== null)).toEqual([false, true, false]);
  value = [];
  uploads.retry(uploads.entries[1]!.key);
  expect(states()).toEqual(['fits sending', 'too much sending', 'never failed']);
  // The field got another large one meanwhile.
  value = [stored('restored', 40 * MB)];
  asked[0]?.arrive();
  await settled();
  expect(states()).toEqual(['fits failed', 'too much sending', 'never failed']);
});

it('take the place of what is called the same, also in room and while it is on its way', async () => {
  value = [stored('A.txt', 40 * MB)];
  uploads.add([file('a.txt', 45 * MB)]);
  uploads.add([file('a.TXT', 48 * MB)]);
  expect(states()).toEqual(['a.TXT sending']);
  expect(asked[0]?.isEnded()).toBe(true);
  asked[0]?.arrive();
  asked[1]?.arrive();
  await settled();
  expect(value.map(({ name, size }) => [name, size])).toEqual([['a.TXT', 48 * MB]]);
});

it('that are taken away do not come back', async () => {
  uploads.add([file('a')]);
  const [first] = asked;
  uploads.remove(uploads.entries[0]!.key);
  first?.arrive();
  await settled();
  expect([states(), value, first?.isEnded()]).toEqual([[], [], true]);
});

it('are no programs, no folders, not empty, and no more than there may be', () => {
  value = Array.from({ length: REFERENCE_LIMITS.files - 1 }, (_, index) => stored(String(index), 1));
  uploads.add([file('setup.exe'), file('empty', 0), file('last'), file('beyond')]);
  uploads.refuseFolders(['folder']);
  expect(states()).toEqual(['setup.exe failed', 'empty failed', 'last sending', 'beyond failed', 'folder failed']);
});
