import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AttachedFiles } from '../attachments/attached-files.ts';
import { keepFiles, readKeptFiles } from '../attachments/kept-files.ts';
import { keepText, keptKeys, readKept } from '../kept-text.ts';
import { Composition } from './composition.ts';
import { keepEdit, readEdit } from './kept-edit.ts';

const kept = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, text: string) => kept.set(key, text),
  removeItem: (key: string) => kept.delete(key),
});
beforeEach(() => kept.clear());
afterAll(() => {
  vi.unstubAllGlobals();
});

const WHO = 'me';
const WHERE = 'here';
const UNSAID = 'look';
const draft = keptKeys.message(WHO, WHERE);
const file = (id: string) => ({ id, name: `${id}.txt`, size: 1 });
const host = { requestUpdate: () => undefined };
/** Where what lists the files does not come, they are sent all the same. */
const withoutList = () => new Composition(host, () => Promise.resolve(null));
const withList = () => new Composition(host, () => Promise.resolve(AttachedFiles));
const known = (writing = withoutList()): Composition => {
  writing.turnTo(WHO, WHERE);
  return writing;
};

describe('before it is known who writes', () => {
  it('is put behind the draft that is kept, which comes to light with its files', async () => {
    keepText(draft, 'kept');
    keepFiles(keptKeys.files(WHO, WHERE), [file('a')]);
    const writing = withList();
    writing.turnTo('', WHERE);
    writing.write('early');
    writing.turnTo(WHO, WHERE);
    expect(writing.text).toBe('kept\n\nearly');
    expect(readKept(draft)).toBe('kept\n\nearly');
    await vi.waitFor(() => expect(writing.files?.entries.map(({ name }) => name)).toEqual(['a.txt']));
  });

  it('is put behind a question that is being written anew; the draft stays as it is', () => {
    keepText(draft, 'kept');
    keepEdit(WHO, WHERE, { of: 'Q', asked: 'question', text: 'anew' });
    const writing = withoutList();
    writing.write('early');
    writing.turnTo(WHO, WHERE);
    expect([writing.edit?.of, writing.text]).toEqual(['Q', 'anew\n\nearly']);
    expect(readKept(draft)).toBe('kept');
  });

  it('carries nothing from one conversation to another', () => {
    const writing = known();
    writing.write('for here');
    writing.turnTo(WHO, 'there');
    expect([writing.text, readKept(keptKeys.message(WHO, 'there')), readKept(draft)]).toEqual(['', '', 'for here']);
  });
});

describe('a question that is written anew', () => {
  it('brings its own files, and the draft keeps its own', () => {
    keepFiles(keptKeys.files(WHO, WHERE), [file('of-draft')]);
    const writing = known();
    writing.write('draft');
    writing.editAnew('Q', 'question', ['of-question']);
    expect(writing.take(UNSAID)).toEqual({ content: 'question', retryOf: 'Q', files: ['of-question'] });
    expect(writing.take(UNSAID)).toEqual({ content: 'draft', retryOf: null, files: ['of-draft'] });
    expect([...kept.keys()]).toEqual([]);
  });

  it('lists its files where the draft listed others, and gives the place back', async () => {
    const writing = known(withList());
    writing.giveBack({ content: 'draft', retryOf: null, files: [] });
    keepFiles(keptKeys.files(WHO, WHERE), [file('of-draft')]);
    keepFiles(keptKeys.editFiles(WHO, WHERE), [file('of-question')]);
    keepEdit(WHO, WHERE, { of: 'Q', asked: 'question', text: 'anew' });
    const anew = known(withList());
    await vi.waitFor(() => expect(anew.files?.entries.map(({ name }) => name)).toEqual(['of-question.txt']));
    anew.endEdit();
    await vi.waitFor(() => expect(anew.files?.entries.map(({ name }) => name)).toEqual(['of-draft.txt']));
    expect(anew.text).toBe('draft');
    expect(readKeptFiles(keptKeys.editFiles(WHO, WHERE))).toEqual([]);
  });

  it('is not mixed with a question that is withdrawn: that goes to the draft, and outlasts the end of the edit', () => {
    const writing = known();
    writing.write('draft');
    writing.editAnew('Q', 'question', []);
    writing.giveBack({ content: 'withdrawn', retryOf: null, files: ['w'] });
    expect(writing.text).toBe('question');
    writing.endEdit();
    expect(writing.text).toBe('withdrawn\n\ndraft');
    expect(writing.take(UNSAID)).toEqual({ content: 'withdrawn\n\ndraft', retryOf: null, files: ['w'] });
  });

  it('is again written anew where it was not taken, unless another is by now', () => {
    const writing = known();
    writing.editAnew('Q', 'question', ['a']);
    writing.giveBack(writing.take(UNSAID));
    expect([writing.edit?.of, writing.text, writing.isEditChanged]).toEqual(['Q', 'question', true]);
    const refused = writing.take(UNSAID);
    writing.editAnew('R', 'other', []);
    writing.giveBack(refused);
    expect(writing.take(UNSAID)).toEqual({ content: 'other', retryOf: 'R', files: [] });
    expect(writing.take(UNSAID)).toEqual({ content: 'question', retryOf: null, files: ['a'] });
  });

  it('says whether another in its place would lose something', () => {
    const writing = known();
    writing.editAnew('Q', 'question', []);
    expect(writing.isEditChanged).toBe(false);
    writing.write('question, changed');
    expect(writing.isEditChanged).toBe(true);
    expect(readEdit(WHO, WHERE)).toEqual({ of: 'Q', asked: 'question', text: 'question, changed' });
    expect(known().isEditChanged).toBe(true);
  });
});

describe('the files beside a message', () => {
  const ids = (from: number, count: number) => Array.from({ length: count }, (_, index) => `f${String(from + index)}`);

  it('are all there after more came back than one message may bring', () => {
    const files = new AttachedFiles(host, { sessionId: WHERE, keptKey: 'files' });
    files.giveBack(ids(0, 4).map(file));
    files.giveBack(ids(4, 8).map(file));
    expect(files.ready).toBe(12);
    expect(readKeptFiles('files')).toHaveLength(12);
  });

  it('are as many as fit where more are added', () => {
    const files = new AttachedFiles(host, { sessionId: WHERE, keptKey: 'files' });
    files.giveBack(ids(0, 9).map(file));
    vi.stubGlobal('window', new EventTarget());
    files.add([new File(['x'], 'one.txt'), new File(['x'], 'two.txt')]);
    expect(files.entries.map(({ name }) => name).slice(9)).toEqual(['one.txt']);
  });

  it('do not come back once all were taken away', () => {
    const files = new AttachedFiles(host, { sessionId: WHERE, keptKey: 'files' });
    files.giveBack([file('a')]);
    files.clear();
    expect([files.entries, readKeptFiles('files')]).toEqual([[], []]);
  });

  it('say what a message says that brings nothing else', () => {
    keepFiles(keptKeys.files(WHO, WHERE), [file('a')]);
    expect(known().take(UNSAID)).toEqual({ content: UNSAID, retryOf: null, files: ['a'] });
  });
});

describe('another window of the conversation', () => {
  it('keeps the files that were attached there: no message from here takes them along unseen', () => {
    const writing = known();
    keepFiles(keptKeys.files(WHO, WHERE), [file('there')]);
    writing.write('from here');
    expect(writing.take(UNSAID).files).toEqual([]);
    expect(readKeptFiles(keptKeys.files(WHO, WHERE)).map(({ id }) => id)).toEqual(['there']);
  });

  it('keeps no files for what is written anew here', () => {
    const writing = known();
    keepFiles(keptKeys.editFiles(WHO, WHERE), [file('there')]);
    writing.editAnew('Q', 'question', ['own']);
    expect(writing.take(UNSAID)).toEqual({ content: 'question', retryOf: 'Q', files: ['own'] });
  });
});
