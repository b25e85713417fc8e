import { Agent, AgentVersion, newSession, objects as names, REFERENCE_LIMITS, type ReferenceFile, UploadTicket } from '@oma/contract';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepReferenceFiles } from '../../src/agents/sweep-reference-files.ts';
import { referenceAddresses } from '../../src/runs/reference-addresses.ts';
import { type ApiHarness, createApiHarness, MEMBER } from './api-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';
import { createHarness } from './run-harness.ts';

let store: ObjectHarness;
let api: ApiHarness;
beforeAll(async () => {
  store = await startObjects();
});
afterAll(() => store.close());
beforeEach(async () => {
  api = await createApiHarness(undefined, { objects: store.objects });
});
afterEach(() => api.close());

const open = (body: object, who = MEMBER) => api.call('POST', '/api/agent-files', { body, who });
const ticketOf = async (name: string, size: number, who = MEMBER) => UploadTicket.parse((await open({ name, size }, who)).body);
const send = async ({ put_url, headers }: UploadTicket, body: string): Promise<number> =>
  (await fetch(put_url, { method: 'PUT', headers, body })).status;

/** A file that has arrived. */
async function sent(name: string, content = 'form', who = MEMBER): Promise<ReferenceFile> {
  const ticket = await ticketOf(name, Buffer.byteLength(content), who);
  expect(await send(ticket, content)).toBe(200);
  return { id: ticket.id, name: ticket.name, size: ticket.size };
}
const create = (files: readonly object[], who = MEMBER) => api.call('POST', '/api/agents', { body: { name: 'x', config: { files } }, who });
async function made(...files: ReferenceFile[]): Promise<Agent> {
  const { status, body } = await create(files);
  expect(status).toBe(201);
  return Agent.parse(body);
}
const replace = ({ id, version }: Agent, files: readonly object[]) =>
  api.call('PUT', `/api/agents/${id}`, { match: version, body: { name: 'x', status: 'draft', config: { files } } });
async function saved(agent: Agent, ...files: ReferenceFile[]): Promise<Agent> {
  const { status, body } = await replace(agent, files);
  expect(status).toBe(200);
  return Agent.parse(body);
}
const pass = (ms: number): void => {
  api.clock.now = new Date(api.clock.now.getTime() + ms);
};
const DAY = 24 * 60 * 60 * 1000;
const sweep = () =>
  sweepReferenceFiles({ documents: api.documents, objects: store.objects, now: () => api.clock.now, log: () => undefined });
const isThere = async ({ id }: ReferenceFile): Promise<boolean> => (await store.all()).has(names.referenceFile(id));
const pathsIn = (body: Record<string, unknown>) => (body['errors'] as { path: string }[]).map(({ path }) => path);

describe('an own file of an agent', () => {
  it('is sent once to an address that takes exactly its bytes, and can be fetched again by its person', async () => {
    const ticket = await ticketOf('지출 결의서\u202e.docx', 4);
    expect(ticket.name).toBe('지출 결의서.docx');
    expect((await api.call('GET', `/api/agent-files/${ticket.id}`)).status).toBe(404);
    expect(await send(ticket, 'too long')).toBe(400);
    expect(await send(ticket, 'form')).toBe(200);
    expect(await send(ticket, 'mrof')).toBe(412);
    const { body } = await api.call('GET', `/api/agent-files/${ticket.id}`);
    const fetched = await fetch(String(body['url']));
    expect([await fetched.text(), fetched.headers.get('content-disposition')]).toEqual([
      'form',
      expect.stringContaining('.docx') as string,
    ]);
    await api.addMember('other');
    expect((await api.call('GET', `/api/agent-files/${ticket.id}`, { who: 'other' })).status).toBe(404);
  });

  it.each([
    ['nothing', { name: 'a.txt', size: 0 }, 'size'],
    ['more than 50 MB', { name: 'a.txt', size: REFERENCE_LIMITS.bytes + 1 }, 'size'],
    ['a program', { name: 'setup.EXE', size: 1 }, 'name'],
    ['no name', { name: '', size: 1 }, 'name'],
  ])('of %s is refused, with the field', async (_what, body, path) => {
    expect(await open(body)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  it('is refused beyond so many in a day', async () => {
    const batch = api.documents.firestore.batch();
    const file = { user_id: MEMBER, name: 'a', size: 1, agents: [], created_at: api.clock.now, collect_at: null, is_going: false };
    for (let count = 0; count < REFERENCE_LIMITS.per_day; count += 1) batch.set(api.documents.referenceFile(randomUUID()), file);
    await batch.commit();
    const refused = await open({ name: 'a', size: 1 });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    pass(DAY + 1);
    expect((await open({ name: 'a', size: 1 })).status).toBe(200);
  });
});

it('all own files together have a limit', async () => {
  const file = {
    user_id: MEMBER,
    name: 'a',
    size: REFERENCE_LIMITS.person_bytes - 10,
    agents: [],
    created_at: api.clock.now,
    collect_at: null,
    is_going: false,
  };
  await api.documents.referenceFile(randomUUID()).set(file);
  await api.documents.referenceFile(randomUUID()).set({ ...file, user_id: 'somebody-else' });
  expect((await open({ name: 'a', size: 11 })).status).toBe(409);
  expect((await open({ name: 'a', size: 10 })).status).toBe(200);
});

describe('an agent with own files', () => {
  it('is saved with files of its person that have arrived, called and as long as they are', async () => {
    await api.addMember('other');
    const file = await sent('a.csv');
    const foreign = await sent('b.csv', 'form', 'other');
    const { id, name, size } = await ticketOf('c.csv', 4);
    const refused = async (...files: object[]) => {
      const answer = await create(files);
      expect(answer.status).toBe(422);
      return pathsIn(answer.body);
    };
    expect(await refused(file, foreign, { id, name, size })).toEqual(['config.files.1.id', 'config.files.2.id']);
    expect(await refused({ ...file, name: 'other.csv' })).toEqual(['config.files.0.name']);
    expect(await refused({ ...file, size: 3 })).toEqual(['config.files.0.size']);
    expect(await refused({ ...file, id: randomUUID() })).toEqual(['config.files.0.id']);
    expect(await refused({ ...file, name: '../a.csv' })).toEqual(['config.files.0.name']);
    expect(await refused(file, { ...(await sent('A.CSV')) })).toEqual(['config.files']);
    const large = (index: number) => ({ id: randomUUID(), name: `${index}`, size: REFERENCE_LIMITS.bytes / 2 + 1 });
    expect(await refused(large(1), large(2))).toEqual(['config.files']);
    expect(await refused(...Array.from({ length: REFERENCE_LIMITS.files + 1 }, (_, index) => ({ ...large(index), size: 1 })))).toEqual([
      'config.files',
    ]);
    expect((await made(file)).config.files).toEqual([file]);
    const agent = await made(file);
    expect((await replace(agent, [foreign])).status).toBe(422);
    expect(Agent.parse((await api.call('GET', `/api/agents/${agent.id}`)).body)).toEqual(agent);
  });

  it('keeps them with each version, and gives them back with one that is restored', async () => {
    const [first, second] = [await sent('a.csv'), await sent('b.csv')];
    const agent = await saved(await made(first), second);
    pass(30 * DAY);
    await sweep();
    expect([await isThere(first), await isThere(second)]).toEqual([true, true]);
    const version = AgentVersion.parse((await api.call('GET', `/api/agents/${agent.id}/versions/1`)).body);
    expect(version.config.files).toEqual([first]);
    const { status, body } = await api.call('POST', `/api/agents/${agent.id}/versions/1/restore`, { match: agent.version });
    expect([status, Agent.parse(body).config.files]).toEqual([200, [first]]);
  });

  it('shares them with its copy; with the last of both they go', async () => {
    const [shared, own] = [await sent('a.csv'), await sent('b.csv')];
    const agent = await saved(await made(own), shared);
    const copy = Agent.parse((await api.call('POST', `/api/agents/${agent.id}/duplicate`)).body);
    expect(copy.config.files).toEqual([shared]);
    const remove = async ({ id }: Agent) => expect((await api.call('DELETE', `/api/agents/${id}`)).status).toBe(204);
    await remove(agent);
    // As long as they could still be sent they could come again.
    await sweep();
    expect(await isThere(own)).toBe(true);
    pass(DAY);
    await sweep();
    expect([await isThere(shared), await isThere(own)]).toEqual([true, false]);
    expect((await api.documents.referenceFile(own.id).get()).exists).toBe(false);
    await remove(copy);
    pass(1);
    await sweep();
    expect([await isThere(shared), (await api.documents.referenceFiles().get()).size]).toEqual([false, 0]);
  });

  it('cannot get one that nobody used for a day', async () => {
    const file = await sent('a.csv');
    pass(DAY - 1000);
    await sweep();
    expect(await isThere(file)).toBe(true);
    pass(2000);
    await Promise.all([sweep(), sweep()]);
    expect(await isThere(file)).toBe(false);
    expect(pathsIn((await create([file])).body)).toEqual(['config.files.0.id']);
  });

  it('gets it or loses it where a save and the sweep meet, never half', async () => {
    for (let round = 0; round < 5; round += 1) {
      const file = await sent(`${round}.csv`);
      pass(DAY + 1);
      const [{ status }] = await Promise.all([create([file]), sweep()]);
      await sweep();
      expect([status, await isThere(file)]).toEqual(status === 201 ? [201, true] : [422, false]);
    }
  });

  it('of before there were such files has none', async () => {
    const agent = await made();
    const { FieldValue } = await import('@google-cloud/firestore');
    await api.documents.agent(agent.id).update({ 'config.files': FieldValue.delete(), file_ids: FieldValue.delete() });
    expect(Agent.parse((await api.call('GET', `/api/agents/${agent.id}`)).body).config.files).toEqual([]);
    const file = await sent('a.csv');
    expect((await saved(agent, file)).config.files).toEqual([file]);
  });

  it('is taken out without them, which whoever brings it in is told', async () => {
    const agent = await made(await sent('양식.docx'));
    for (const format of ['own', 'claude-code', 'managed-agents']) {
      const { text } = await api.call('GET', `/api/agents/${agent.id}/export?format=${format}`);
      const { status, body } = await api.call('POST', '/api/agents/import', { body: { content: text } });
      expect(status).toBe(201);
      expect(body).toMatchObject({ config: { files: [] } });
      expect(body['warnings']).toContainEqual(expect.objectContaining({ code: 'file_not_included', what: '양식.docx' }));
    }
  });
});

describe('a test of an agent that is not saved', () => {
  it('takes own files as a save does', async () => {
    const id = randomUUID();
    await api.documents.session(id).set(newSession({ id, uid: MEMBER, agentId: null, agentVersion: 1, kind: 'test', now: api.clock.now }));
    const put = (...files: object[]) => api.call('PUT', `/api/sessions/${id}/draft`, { body: { config: { files } } });
    const { name, size } = await ticketOf('a.csv', 4);
    expect(pathsIn((await put({ id: randomUUID(), name, size })).body)).toEqual(['config.files.0.id']);
    const file = await sent('a.csv');
    expect((await put(file)).status).toBe(204);
    expect((await api.documents.sessionDraft(id).get()).data()?.agent.config.files).toEqual([file]);
  });
});

describe('a run', () => {
  it('is told where the files of its own agent are, and of no others', async () => {
    const h = await createHarness(api.documents.firestore);
    const [file, other] = [await sent('a.csv'), await sent('b.csv')];
    const agent = await made(file);
    await made(other);
    await api.documents.agent(agent.id).update({ owner_id: h.uid });
    const session = await h.another(agent.id);
    await session.ask();
    const { ref, claim } = await session.start();
    expect(claim.agent.config.files).toEqual([file]);
    expect(await referenceAddresses(session.deps, ref, { ids: [other.id, file.id] })).toEqual({
      files: [{ id: file.id, url: `https://objects.example.com/${names.referenceFile(file.id)}?read` }],
    });
    expect(await referenceAddresses(session.deps, { ...ref, runId: `run_${'b'.repeat(20)}` }, { ids: [file.id] })).toBeNull();
  });
});
