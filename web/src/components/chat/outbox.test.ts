import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ulid } from 'ulid';
import type { NewQuestion, Sent } from '../../data/messages.ts';
import { keepUnsent, readUnsent } from './kept-unsent.ts';
import { Outbox } from './outbox.ts';

/** What a browser keeps: each key is a property of its own. */
class Kept {
  [key: string]: unknown;
  getItem(key: string): unknown {
    return this[key] ?? null;
  }
  setItem(key: string, text: string): void {
    this[key] = text;
  }
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
}

beforeEach(() => vi.stubGlobal('localStorage', new Kept()));
afterAll(() => {
  vi.unstubAllGlobals();
});

const asks = (content: string): NewQuestion => ({ content, retryOf: null, files: [] });

/** A page of its own, with what it has sent and how each sending ends. */
function openPage(uid = 'me', sessionId = 'here') {
  const writes: { sessionId: string; id: string; question: NewQuestion; end: (sent: Sent) => void }[] = [];
  const refused: NewQuestion[] = [];
  const outbox = new Outbox(
    { requestUpdate: () => undefined },
    (question) => refused.push(question),
    (session, id, question) => new Promise((end) => writes.push({ sessionId: session, id, question, end })),
  );
  outbox.turnTo(uid, sessionId);
  return { outbox, writes, refused };
}

const keptContents = () => readUnsent('me', 'here').map(({ content }) => content);
const minutesAgo = (minutes: number): number => Date.now() - minutes * 60_000;
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('what was sent', () => {
  it('is sent again after a reload, under its id, in its order, until it is stored', async () => {
    const before = openPage();
    before.outbox.send({ content: 'first\nof two', retryOf: 'Q', files: ['a', 'b'] });
    before.outbox.send(asks('second'));
    const after = openPage();
    expect(after.writes.map(({ id }) => id)).toEqual(before.writes.map(({ id }) => id));
    expect(after.writes.map(({ question }) => question)).toEqual([
      { content: 'first\nof two', retryOf: 'Q', files: ['a', 'b'] },
      asks('second'),
    ]);
    expect(after.outbox.unsent.map(({ content }) => content)).toEqual(['first\nof two', 'second']);
    for (const { end } of after.writes) end('stored');
    await settled();
    expect(after.outbox.unsent).toEqual([]);
    expect(openPage().writes).toEqual([]);
  });

  it('is kept once it is known by whom, where somebody was quick', () => {
    const { outbox, writes } = openPage('');
    outbox.send(asks('early'));
    expect(keptContents()).toEqual([]);
    outbox.turnTo('me', 'here');
    expect(keptContents()).toEqual(['early']);
    expect(writes).toHaveLength(1);
  });

  it('stays where it may not have been stored, and is sent again under its id', async () => {
    const { outbox, writes } = openPage();
    outbox.send(asks('perhaps'));
    writes[0]?.end('unknown');
    await settled();
    expect(outbox.unsent).toMatchObject([{ content: 'perhaps', state: 'unknown' }]);
    expect(keptContents()).toEqual(['perhaps']);
    outbox.sendAgain();
    expect(writes[1]?.id).toBe(writes[0]?.id);
    expect(outbox.unsent).toMatchObject([{ content: 'perhaps', state: 'sending' }]);
    outbox.sendAgain();
    expect(writes).toHaveLength(2);
  });

  it('is over once it is seen to be stored, however its sending ends', async () => {
    const { outbox, writes, refused } = openPage();
    outbox.send(asks('seen'));
    outbox.settle((id) => id === writes[0]?.id);
    expect([outbox.unsent, keptContents()]).toEqual([[], []]);
    writes[0]?.end('unknown');
    await settled();
    expect([outbox.unsent, refused]).toEqual([[], []]);
  });

  it('goes back where it was refused, and is not sent again', async () => {
    const { outbox, writes, refused } = openPage();
    outbox.send(asks('no'));
    writes[0]?.end('refused');
    await settled();
    expect(refused).toEqual([asks('no')]);
    expect([outbox.unsent, keptContents()]).toEqual([[], []]);
  });

  it('goes back in its own conversation only, where it was refused while the person was in another', async () => {
    const { outbox, writes, refused } = openPage();
    outbox.send(asks('no'));
    outbox.turnTo('me', 'there');
    writes[0]?.end('refused');
    await settled();
    expect([refused, outbox.unsent, keptContents()]).toEqual([[], [], ['no']]);
    outbox.turnTo('me', 'here');
    writes[1]?.end('refused');
    await settled();
    expect(refused).toEqual([asks('no')]);
  });

  it('is not sent for somebody else, or elsewhere', () => {
    const id = ulid();
    keepUnsent('me', 'here', id, asks('mine'));
    expect(openPage('other').writes).toEqual([]);
    expect(openPage('me', 'there').writes).toEqual([]);
    expect(openPage().writes).toMatchObject([{ sessionId: 'here', id }]);
  });

  it('waits for its person once it is old, who sends it or takes it back', async () => {
    const [sent, takenBack] = [ulid(minutesAgo(12)), ulid(minutesAgo(11))];
    keepUnsent('me', 'here', sent, asks('sent'));
    keepUnsent('me', 'here', takenBack, asks('taken back'));
    const { outbox, writes, refused } = openPage();
    outbox.sendAgain();
    expect(writes).toEqual([]);
    expect(outbox.unsent).toMatchObject([
      { content: 'sent', state: 'unknown' },
      { content: 'taken back', state: 'unknown' },
    ]);
    outbox.sendAgain(outbox.unsent[0]);
    outbox.giveUp(outbox.unsent[1]!);
    expect(keptContents()).toEqual(['sent']);
    expect(writes.map(({ id }) => id)).toEqual([sent]);
    writes[0]?.end('stored');
    await settled();
    expect([outbox.unsent, keptContents(), refused]).toEqual([[], [], []]);
  });

  it('is not sent by a window whose person gave it up in another, and not shown there any more', async () => {
    const [one, other] = [openPage(), openPage()];
    one.outbox.send(asks('given up'));
    one.writes[0]?.end('unknown');
    await settled();
    other.outbox.turnTo('me', 'there');
    other.outbox.turnTo('me', 'here');
    other.writes[0]?.end('unknown');
    await settled();
    expect(other.outbox.unsent).toMatchObject([{ content: 'given up', state: 'unknown' }]);
    one.outbox.giveUp(one.outbox.unsent[0]!);
    other.outbox.sendAgain();
    expect([other.outbox.unsent, other.writes.length]).toEqual([[], 1]);
  });

  it('is sent again also where there was no room to keep it', async () => {
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      removeItem: () => undefined,
      setItem: () => {
        throw new Error('full');
      },
    });
    const { outbox, writes } = openPage();
    outbox.send(asks('not kept'));
    writes[0]?.end('unknown');
    await settled();
    outbox.sendAgain();
    expect(writes).toHaveLength(2);
  });

  it('is forgotten for whoever sent it, where it is stored after they signed out', async () => {
    const { outbox, writes } = openPage();
    outbox.send(asks('late'));
    outbox.turnTo('', 'here');
    writes[0]?.end('stored');
    await settled();
    expect(keptContents()).toEqual([]);
  });

  it('is forgotten after a month, in whatever conversation, and what is no message at once', () => {
    keepUnsent('me', 'gone', ulid(minutesAgo(31 * 24 * 60)), asks('old'));
    keepUnsent('me', 'gone', 'nonsense', asks('none'));
    keepUnsent('me', 'gone', ulid(minutesAgo(29 * 24 * 60)), asks('kept'));
    openPage();
    expect(readUnsent('me', 'gone').map(({ content }) => content)).toEqual(['kept']);
  });
});
