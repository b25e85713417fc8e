import { type MessageDocument, newSession, objects, type Part } from '@oma/contract';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cutToFit } from '../../src/runs/answer.ts';
import { replyTo } from './account-harness.ts';
import { ADMIN, type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';
import { nextMessageId } from './run-harness.ts';

let store: ObjectHarness;
let api: ApiHarness;
beforeEach(async () => {
  store = await startObjects();
  api = await createApiHarness(undefined, { objects: store.objects });
});
afterEach(async () => {
  await api.close();
  await store.close();
});

const LONG = '긴 답이에요. '.repeat(30_000);
const PARTS: Part[] = [
  { k: 'tool', id: '1', name: 'Bash', input: '{"command":"ls"}', result: { ok: true, output: 'x'.repeat(4000), ms: 1 } },
  { k: 'text', s: LONG },
];

async function addAnswer(answer: Partial<Extract<MessageDocument, { role: 'assistant' }>> = {}) {
  const [id, mid] = [randomUUID(), nextMessageId()];
  const { now } = api.clock;
  const object = objects.reply(id, mid);
  await api.documents.session(id).set(newSession({ id, uid: MEMBER, agentId: null, agentVersion: 0, kind: 'work', now }));
  await api.documents.question(id, mid).set({ role: 'user', content: 'why?', created_at: now, status: 'done' });
  await api.documents.reply(id, mid).set({ ...replyTo(mid, now), ...cutToFit(LONG, PARTS, object), ...answer });
  return { id, mid, object, path: `/api/sessions/${id}/messages/${mid}/answer` };
}

describe('an answer too long for its document', () => {
  it('can be read whole by its person, and by nobody else', async () => {
    const { id, mid, object, path } = await addAnswer();
    expect((await api.documents.reply(id, mid).get()).data()?.content.length).toBeLessThan(LONG.length);
    await store.objects.write(object, 'application/json', JSON.stringify({ content: LONG, parts: PARTS }));
    expect(await api.call('GET', path)).toMatchObject({ status: 200, body: { content: LONG, parts: PARTS } });
    await api.addMember('other');
    for (const who of ['other', ADMIN, '']) expect((await api.call('GET', path, { who })).status, who).toBeGreaterThanOrEqual(401);
    expect((await api.call('GET', path.replace(mid, '0'.repeat(26)))).status).toBe(404);
  });

  it('is what its document kept where the rest is gone; one that fits is as it stands', async () => {
    const cut = await addAnswer();
    const kept = (await api.documents.reply(cut.id, cut.mid).get()).data();
    expect((await api.call('GET', cut.path)).body).toEqual({ content: kept?.content, parts: kept?.parts });
    const short = await addAnswer({ content: 'because', parts: [{ k: 'text', s: 'because' }] });
    expect((await api.call('GET', short.path)).body).toEqual({ content: 'because', parts: [{ k: 'text', s: 'because' }] });
  });

  it('cannot be read before it has ended', async () => {
    const { path } = await addAnswer({ status: 'streaming', ended_at: null });
    expect(await api.call('GET', path)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });
});
