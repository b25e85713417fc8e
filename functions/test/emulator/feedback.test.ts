import type { FeedbackList, ReplyDocument } from '@oma/contract';
import { newSession } from '@oma/contract';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endRun } from '../../src/runs/end-run.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { replyTo } from './account-harness.ts';
import { ADMIN, type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';
import { createHarness, nextMessageId } from './run-harness.ts';

let api: ApiHarness;
beforeEach(async () => {
  api = await createApiHarness();
});
afterEach(() => api.close());

async function addAnswer(uid = MEMBER, answer: Partial<ReplyDocument> = {}, content = 'why?', id: string = randomUUID()) {
  const mid = nextMessageId();
  const { now } = api.clock;
  await api.documents.session(id).set(newSession({ id, uid, agentId: null, agentVersion: 0, kind: 'work', now }));
  await api.documents.question(id, mid).set({ role: 'user', content, created_at: now, status: 'done' });
  await api.documents.reply(id, mid).set({ ...replyTo(mid, now), ...answer });
  return { id, mid, path: `/api/sessions/${id}/messages/${mid}/feedback` };
}
const stored = async ({ id, mid }: { id: string; mid: string }) => (await api.documents.reply(id, mid).get()).data()?.feedback;

describe('feedback on an answer', () => {
  it('is stored on the answer, changed, and taken back', async () => {
    const one = await addAnswer();
    const good = await api.call('PUT', one.path, { body: { value: 'up' } });
    expect(good).toMatchObject({ status: 200, body: { message_id: one.mid, feedback: { value: 'up', note: '' } } });
    api.clock.now = new Date(api.clock.now.getTime() + 1000);
    await api.call('PUT', one.path, { body: { value: 'down', note: '  too long  ' } });
    expect(await stored(one)).toEqual({ value: 'down', note: 'too long', at: api.clock.now });
    expect((await api.call('PUT', one.path, { body: { value: null, note: 'what was this?' } })).body).toMatchObject({ feedback: null });
    expect(await stored(one)).toBeNull();
  });

  it('is refused where the answer is still written, where there is none, and where the note is too long', async () => {
    const one = await addAnswer(MEMBER, { status: 'streaming', ended_at: null });
    expect(await api.call('PUT', one.path, { body: { value: 'up' } })).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const unasked = one.path.replace(one.mid, '0'.repeat(26));
    expect(await api.call('PUT', unasked, { body: { value: 'up' } })).toMatchObject({ status: 404 });
    const ended = await addAnswer();
    for (const body of [{ value: 'up', note: 'x'.repeat(2001) }, { value: 'fine' }, {}, { value: 'up', at: 'now' }])
      expect(await api.call('PUT', ended.path, { body })).toMatchObject({ status: 422 });
    expect((await api.call('PUT', ended.path, { body: { value: 'up', note: 'x'.repeat(2000) } })).status).toBe(200);
  });

  it('is nobody else’s to give', async () => {
    const one = await addAnswer();
    await api.addMember('other');
    for (const who of ['other', ADMIN]) expect((await api.call('PUT', one.path, { who, body: { value: 'down' } })).status).not.toBe(200);
    expect(await stored(one)).toBeNull();
  });

  it('given while its answer ends is kept with the end, or refused before it', async () => {
    const h = await createHarness(api.documents.firestore);
    await api.addMember(h.uid);
    for (let round = 0; round < 4; round += 1) {
      const one = await h.another();
      const mid = await one.ask();
      const { ref, runId } = await one.start();
      await nextQuestion(one.deps, ref, { turn: 0, result: null, wait_s: 0 });
      const ends = () => endRun(one.deps, one.sessionId, runId, { outcome: 'stopped', reason: 'over', failure: null });
      const gives = () => api.call('PUT', `/api/sessions/${one.sessionId}/messages/${mid}/feedback`, { who: h.uid, body: { value: 'up' } });
      const [given] = round % 2 === 0 ? await Promise.all([gives(), ends()]) : (await Promise.all([ends(), gives()])).reverse();
      const reply = (await one.documents.reply(one.sessionId, mid).get()).data();
      expect(reply).toMatchObject({ status: 'stopped', feedback: (given as { status: number }).status === 200 ? { value: 'up' } : null });
    }
  });
});

describe('the feedback that admins read', () => {
  const list = async (query = '') => (await api.call('GET', `/api/admin/feedback${query}`, { who: ADMIN })).body as unknown as FeedbackList;

  it('is the newest first, with who said it of what, and by value', async () => {
    const made = await api.call('POST', '/api/agents', { body: { name: 'Reports' } });
    const one = await addAnswer(MEMBER, { content: 'because '.repeat(100) }, 'why?');
    await api.documents.session(one.id).update({ agent_id: String(made.body['id']) });
    const two = await addAnswer();
    await addAnswer(MEMBER, { content: 'of which nobody said anything' });
    await api.call('PUT', one.path, { body: { value: 'down', note: 'no' } });
    api.clock.now = new Date(api.clock.now.getTime() + 1000);
    await api.call('PUT', two.path, { body: { value: 'up' } });
    const all = await list();
    expect(all.feedback).toMatchObject([
      { message_id: two.mid, value: 'up', note: '', agent: null },
      {
        session_id: one.id,
        value: 'down',
        note: 'no',
        email: `${MEMBER}@example.com`,
        agent: 'Reports',
        model: 'claude-sonnet-5-5',
        question: 'why?',
      },
    ]);
    expect(all.feedback[1]!.answer).toHaveLength(500);
    expect((await list('?value=down')).feedback.map(({ message_id }) => message_id)).toEqual([one.mid]);
  });

  it('comes in pages that lose and repeat nothing', async () => {
    const at = api.clock.now;
    const id = randomUUID();
    await addAnswer(MEMBER, {}, 'why?', id);
    const mids = Array.from({ length: 53 }, () => nextMessageId());
    // All at one moment, for the order must not hang on it.
    for (const mid of mids) await api.documents.reply(id, mid).set({ ...replyTo(mid, at), feedback: { value: 'up', note: '', at } });
    const first = await list();
    expect(first.feedback).toHaveLength(50);
    const second = await list(`?cursor=${first.next ?? ''}`);
    expect(second.next).toBeUndefined();
    const shown = [...first.feedback, ...second.feedback].map(({ message_id }) => message_id);
    expect(shown.sort()).toEqual([...mids].sort());
  });
});
