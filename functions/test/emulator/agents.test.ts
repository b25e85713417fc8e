import {
  Agent,
  type AgentInput,
  AgentList,
  AgentVersion,
  AgentVersionList,
  DEFAULT_SETTINGS,
  ImportedAgent,
  MAX_AGENTS,
  StatsDocument,
} from '@oma/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiCall, type ApiHarness, createApiHarness } from './api-harness.ts';

let h: ApiHarness;
beforeEach(async () => {
  h = await createApiHarness();
});
afterEach(() => h.close());

const call = (method: string, path: string, given?: ApiCall) => h.call(method, path, given);
async function make(input: AgentInput, who?: string): Promise<Agent> {
  const { status, body } = await call('POST', '/api/agents', { body: input, ...(who === undefined ? {} : { who }) });
  expect(status).toBe(201);
  return Agent.parse(body);
}
/** What a PUT takes, from what a GET answers. */
const replacement = ({ name, icon, description, tags, config, status }: Agent) => ({ name, icon, description, tags, config, status });
async function save(agent: Agent, change: object): Promise<Agent> {
  const { status, body } = await call('PUT', `/api/agents/${agent.id}`, {
    match: agent.version,
    body: { ...replacement(agent), ...change },
  });
  expect(status).toBe(200);
  return Agent.parse(body);
}
async function list(query = ''): Promise<AgentList> {
  const { status, body } = await call('GET', `/api/agents${query}`);
  expect(status).toBe(200);
  return AgentList.parse(body);
}
const names = ({ agents }: AgentList): string[] => agents.map(({ name }) => name);
const wait = (ms: number): void => {
  h.clock.now = new Date(h.clock.now.getTime() + ms);
};

describe('an address', () => {
  it.each([
    ['PUT', '/api/agents/import', 'POST'],
    ['POST', '/api/agents/aaaaaaaaaaaaaaaaaaaa', 'GET, PUT, DELETE'],
    ['PATCH', '/api/agents', 'GET, POST'],
  ])('refuses %s %s with what it takes', async (method, path, allowed) => {
    const { status, headers, body } = await call(method, path);
    expect([status, body['code'], headers.get('allow')]).toEqual([405, 'method_not_allowed', allowed]);
  });
});

describe('an address that cannot be decoded', () => {
  it.each(['/api/agents/%ff', '/api/agents/%', '/api/sessions/%E0%A4%A/stop'])('is refused: %s', async (path) => {
    const { status, headers, body } = await call('GET', path);
    expect([status, headers.get('content-type'), body['code']]).toEqual([400, 'application/problem+json', 'bad_address']);
  });
});

describe('a name that deceives', () => {
  it.each([
    ['an agent’s name', 'POST', '/api/agents', { name: 'report\u202efdp.exe' }, 'name'],
    ['a tag', 'POST', '/api/agents', { name: 'x', tags: ['week', 'week\u200b'] }, 'tags.1'],
    ['a name of nothing visible', 'POST', '/api/agents', { name: '\u3164' }, 'name'],
    ['a name of two lines', 'POST', '/api/agents', { name: 'x\ny' }, 'name'],
    ['the name in a file', 'POST', '/api/agents/import', { content: '---\nname: a\u2066b\n---\n' }, 'name'],
  ])('is refused: %s', async (_what, method, path, body, place) => {
    const answer = await call(method, path, { body });
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ path: place, message: expect.stringContaining('direction') as string }] },
    });
  });

  it('is refused as a conversation’s title, and joiners are not', async () => {
    const { body } = await call('POST', '/api/sessions', { body: {} });
    const rename = (title: string) => call('PATCH', `/api/sessions/${String(body['id'])}`, { body: { title } });
    expect(await rename('a\ufeffb')).toMatchObject({ status: 422, body: { errors: [{ path: 'title' }] } });
    expect(await rename('👩\u200d👩\u200d👧 می\u200cخواهم')).toMatchObject({ status: 200 });
  });

  it('of an agent that is there already stays readable', async () => {
    const agent = await make({ name: 'x' });
    await h.documents.agent(agent.id).update({ name: 'a\u202eb' });
    expect(await call('GET', `/api/agents/${agent.id}`)).toMatchObject({ status: 200, body: { name: 'a\u202eb' } });
    expect(names(await list())).toEqual(['a\u202eb']);
  });
});

describe('the list of agents', () => {
  it('is newest first, and goes on rightly while agents are made, changed and deleted', async () => {
    const made: Agent[] = [];
    for (let count = 0; count < 7; count += 1) {
      // Two of the same moment: their ids decide.
      if (count !== 3) wait(1000);
      made.push(await make({ name: `a${count}` }));
    }
    const first = await list('?limit=3');
    expect(first).toMatchObject({ total: 7 });
    const place = first.agents.at(-1);
    await make({ name: 'new' });
    await save(made[0]!, { description: 'changed' });
    await call('DELETE', `/api/agents/${place?.id ?? ''}`);
    const second = await list(`?limit=3&cursor=${first.next ?? ''}`);
    const third = await list(`?limit=3&cursor=${second.next ?? ''}`);
    const expected = (await list()).agents.filter(({ name }) => name !== 'new').map(({ id }) => id);
    expect([...first.agents, ...second.agents, ...third.agents].map(({ id }) => id).filter((id) => id !== place?.id)).toEqual(expected);
    expect(third.next).toBeUndefined();
    expect(third.total).toBe(7);
  });

  it('finds words in name, description and tags, in any case and however letters are put together', async () => {
    await make({ name: '주간 보고서'.normalize('NFD'), tags: ['Report'] });
    await make({ name: 'Weekly', description: 'ＲＥＰＯＲＴ of the week', tags: ['보고서'] });
    await make({ name: 'Other', config: { instructions: 'report' } });
    for (const [query, found] of [
      ['report', 2],
      ['REPORT week', 1],
      ['보고서', 2],
      ['보고서'.normalize('NFD'), 2],
      ['보고서 주간', 1],
      ['nothing', 0],
      ['.*', 0],
    ] as const)
      expect((await list(`?q=${encodeURIComponent(query)}`)).total, query).toBe(found);
  });

  it('is of one state and one tag, with the number of all that match and every tag there is', async () => {
    const first = await make({ name: 'a', tags: ['x', 'y'] });
    await make({ name: 'b', tags: ['x'] });
    await make({ name: 'c', tags: ['가'.normalize('NFD')] });
    await save(first, { status: 'active' });
    expect(await list('?tag=x&limit=1')).toMatchObject({
      total: 2,
      tags: ['가', 'x', 'y'],
      next: expect.any(String) as string,
    });
    expect(names(await list('?tag=x&status=active'))).toEqual(['a']);
    expect(names(await list(`?tag=${encodeURIComponent('가')}`))).toEqual(['c']);
    expect(await list('?status=error')).toEqual({ agents: [], total: 0, tags: ['가', 'x', 'y'] });
  });

  it('is one person’s own', async () => {
    await h.addMember('other');
    await make({ name: 'mine' });
    await make({ name: 'theirs', tags: ['secret'] }, 'other');
    expect(await list()).toMatchObject({ total: 1, agents: [{ name: 'mine' }], tags: [] });
  });

  it.each(['?status=gone', '?limit=0', '?limit=101', '?limit=x', '?cursor=x', `?cursor=1.${'a'.repeat(20)}x`, `?q=${'x'.repeat(201)}`])(
    'refuses %s',
    async (query) => {
      expect(await call('GET', `/api/agents${query}`)).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{}] } });
    },
  );

  it('has an end', async () => {
    await h.documents.stats('member').set(StatsDocument.parse({ agents: MAX_AGENTS }));
    expect(await call('POST', '/api/agents', { body: { name: 'one too many' } })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
  });
});

describe('saving an agent', () => {
  it.each([
    [
      'replacing it',
      (id: string, given: ApiCall) => call('PUT', `/api/agents/${id}`, { ...given, body: { name: 'second tab', status: 'draft' } }),
    ],
    ['restoring a version', (id: string, given: ApiCall) => call('POST', `/api/agents/${id}/versions/1/restore`, given)],
  ])('by %s never overwrites what another tab saved', async (_what, save) => {
    const agent = await make({ name: 'x' });
    expect(await save(agent.id, {})).toMatchObject({ status: 428, body: { code: 'version_required' } });
    expect((await call('PUT', `/api/agents/${agent.id}`, { match: 1, body: { name: 'first tab', status: 'draft' } })).status).toBe(200);
    const refused = await save(agent.id, { match: 1 });
    expect(refused).toMatchObject({
      status: 412,
      body: { code: 'stale_version', detail: expect.stringContaining('newest version is 2') as string },
    });
    expect(refused.headers.get('etag')).toBe('"2"');
    expect((await save(agent.id, { match: 'x' })).status).toBe(412);
    expect((await call('GET', `/api/agents/${agent.id}`)).body).toMatchObject({ name: 'first tab', version: 2 });
    expect((await save(agent.id, { match: 2 })).headers.get('etag')).toBe('"3"');
  });

  it('moves it only as the table says', async () => {
    const draft = await make({ name: 'x' });
    expect((await call('PUT', `/api/agents/${draft.id}`, { match: 1, body: { name: 'x', status: 'paused' } })).status).toBe(409);
    const active = await save(draft, { status: 'active' });
    const paused = await save(active, { status: 'paused' });
    expect((await call('PUT', `/api/agents/${draft.id}`, { match: 3, body: { name: 'x', status: 'draft' } })).status).toBe(409);
    expect((await call('PUT', `/api/agents/${draft.id}`, { match: 3, body: { name: 'x', status: 'error' } })).status).toBe(422);
    expect((await save(paused, { status: 'active' })).status).toBe('active');
  });

  it('refuses what cannot be stored', async () => {
    for (const input of [{ name: '\ud800' }, { name: 'x', tags: ['\udc00'] }, { name: 'x', config: { instructions: 'a\ud800b' } }])
      expect(await call('POST', '/api/agents', { body: input })).toMatchObject({
        status: 422,
        body: { errors: [{ message: 'must be valid Unicode text' }] },
      });
    expect((await make({ name: 'x', description: '\0\uffff' })).description).toBe('\0\uffff');
  });
});

describe('versions', () => {
  it('are kept, listed newest first page by page, and read one by one', async () => {
    let agent = await make({ name: 'v1' });
    for (let version = 2; version <= 53; version += 1) agent = await save(agent, { name: `v${version}` });
    const first = AgentVersionList.parse((await call('GET', `/api/agents/${agent.id}/versions`)).body);
    expect(first.versions.map(({ version }) => version)).toEqual(Array.from({ length: 50 }, (_, index) => 53 - index));
    const second = AgentVersionList.parse((await call('GET', `/api/agents/${agent.id}/versions?cursor=${first.next ?? ''}`)).body);
    expect(second.versions.map(({ name }) => name)).toEqual(['v3', 'v2', 'v1']);
    expect(second.next).toBeUndefined();
    const one = await call('GET', `/api/agents/${agent.id}/versions/2`);
    expect(AgentVersion.parse(one.body)).toEqual(second.versions[1]);
    for (const number of ['0', '54', '-1', 'x', '1e3', '99999999999'])
      expect((await call('GET', `/api/agents/${agent.id}/versions/${number}`)).status).toBe(404);
    expect((await call('GET', `/api/agents/${agent.id}/versions?cursor=x`)).status).toBe(422);
  });

  it('come back as a new version: the content of then, the state of now', async () => {
    const draft = await make({ name: 'old', tags: ['a'], config: { model: 'claude-opus-5-5', instructions: 'old' } });
    const active = await save(draft, { name: 'new', status: 'active', config: { ...draft.config, instructions: 'new', model: null } });
    const restored = await call('POST', `/api/agents/${draft.id}/versions/1/restore`, { match: active.version });
    expect(restored).toMatchObject({
      status: 200,
      body: { version: 3, name: 'old', status: 'active', config: { model: 'claude-opus-5-5', instructions: 'old' } },
    });
    expect((await call('GET', `/api/agents/${draft.id}/versions/2`)).body).toMatchObject({ name: 'new' });
    expect((await call('POST', `/api/agents/${draft.id}/versions/9/restore`, { match: 3 })).status).toBe(404);

    h.settings.value = { ...DEFAULT_SETTINGS, models: DEFAULT_SETTINGS.models.filter(({ id }) => id !== 'claude-opus-5-5') };
    expect((await call('POST', `/api/agents/${draft.id}/versions/1/restore`, { match: 3 })).body).toMatchObject({
      version: 4,
      config: { model: null, instructions: 'old' },
    });
    await h.documents.agent(draft.id).update({ status: 'error', status_reason: 'model_error', failures: ['4:x'] });
    expect((await call('POST', `/api/agents/${draft.id}/versions/2/restore`, { match: 4 })).body).toMatchObject({
      status: 'draft',
      status_reason: null,
    });
    expect((await h.documents.agent(draft.id).get()).data()?.failures).toEqual([]);
  });
});

describe('a copy', () => {
  it('is a draft of its own with the same content, named in the person’s language', async () => {
    await h.addMember('english', 'en');
    const agent = await save(
      await make({ name: '에이전트', tags: ['a'], config: { instructions: 'x', tools: ['read'], model: 'claude-opus-5-5' } }),
      { status: 'active' },
    );
    await h.documents.agent(agent.id).update({ run_count: 5 });
    const copied = await call('POST', `/api/agents/${agent.id}/duplicate`);
    expect(copied).toMatchObject({
      status: 201,
      body: { name: '에이전트 (사본)', status: 'draft', version: 1, run_count: 0, tags: ['a'], config: agent.config },
    });
    expect(copied.headers.get('location')).toBe(`/api/agents/${String(copied.body['id'])}`);
    const english = await make({ name: 'Agent' }, 'english');
    expect((await call('POST', `/api/agents/${english.id}/duplicate`, { who: 'english' })).body).toMatchObject({ name: 'Agent (copy)' });
    h.settings.value = { ...DEFAULT_SETTINGS, models: DEFAULT_SETTINGS.models.slice(0, 1) };
    expect((await call('POST', `/api/agents/${agent.id}/duplicate`)).body).toMatchObject({ config: { model: null } });
  });
});

describe('deleting an agent', () => {
  it('takes its versions along and leaves the others', async () => {
    const kept = await make({ name: 'kept' });
    const agent = await save(await save(await make({ name: 'x' }), { status: 'active' }), { name: 'y' });
    expect(await call('DELETE', `/api/agents/${agent.id}`)).toMatchObject({ status: 204, text: '' });
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/versions'],
      ['GET', '/versions/1'],
      ['GET', '/export'],
      ['POST', '/duplicate'],
      ['DELETE', ''],
    ] as const)
      expect((await call(method, `/api/agents/${agent.id}${path}`)).status, path).toBe(404);
    expect((await call('PUT', `/api/agents/${agent.id}`, { match: 3, body: replacement(agent) })).status).toBe(404);
    expect((await call('POST', `/api/agents/${agent.id}/versions/1/restore`, { match: 3 })).status).toBe(404);
    expect((await h.documents.agentVersions(agent.id).get()).size).toBe(0);
    expect((await h.documents.agentVersions(kept.id).get()).size).toBe(1);
    expect((await call('GET', '/api/dashboard/stats')).body).toMatchObject({ totalAgents: 1, activeAgents: 0 });
  });
});

describe('somebody else’s agent', () => {
  it('is not there', async () => {
    await h.addMember('other');
    const { id } = await make({ name: 'x' });
    for (const [method, path] of [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/duplicate'],
      ['GET', '/versions'],
      ['GET', '/versions/1'],
      ['POST', '/versions/1/restore'],
      ['GET', '/export'],
    ] as const) {
      expect(
        await call(method, `/api/agents/${id}${path}`, {
          who: 'other',
          match: 1,
          body: method === 'PUT' ? { name: 'x', status: 'draft' } : undefined,
        }),
      ).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect((await call(method, `/api/agents/${id}${path}`, { who: 'nobody', match: 1 })).status).toBe(403);
    }
    expect((await call('GET', `/api/agents/${id}`)).body).toMatchObject({ version: 1 });
  });
});

describe('an agent as a file', () => {
  it.each([
    ['own', 'application/json'],
    ['claude-code', 'text/markdown'],
    ['managed-agents', 'application/json'],
  ])('of %s is downloaded and makes the same agent', async (format, type) => {
    const agent = await make({
      name: '주간 보고서',
      icon: 'book',
      description: '설명',
      tags: ['a'],
      config: { instructions: '써 줘\n', temperature: 0.2, model: 'claude-haiku-5-5', tools: ['read'] },
    });
    const file = await call('GET', `/api/agents/${agent.id}/export?format=${format}`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toContain(type);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="/);
    const imported = await call('POST', '/api/agents/import', { body: { content: file.text } });
    expect(imported.status).toBe(201);
    const { name, icon, description, tags, config, status, version, warnings } = ImportedAgent.parse(imported.body);
    expect({ name, icon, description, tags, config }).toEqual({
      name: agent.name,
      icon: agent.icon,
      description: agent.description,
      tags: agent.tags,
      config: agent.config,
    });
    expect({ status, version, warnings }).toEqual({ status: 'draft', version: 1, warnings: [] });
    expect((await call('GET', String(imported.headers.get('location')))).body).toMatchObject({ name });
  });

  it('that is wrong makes nothing, and the answer says where', async () => {
    expect(await call('POST', '/api/agents/import', { body: { content: '---\ntools: 5\n---\n' } })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'name' }, { path: 'tools' }] },
    });
    for (const body of [{}, { content: '' }, { content: 'x', format: 'pdf' }, { content: 'x'.repeat(256 * 1024 + 1) }])
      expect((await call('POST', '/api/agents/import', { body })).status).toBeGreaterThanOrEqual(413);
    expect((await call('POST', '/api/agents/import', { body: { content: '---\nname: "\\uD800"\n---\n' } })).status).toBe(422);
    expect((await call('GET', `/api/agents/${(await make({ name: 'x' })).id}/export?format=pdf`)).status).toBe(422);
    expect((await list()).total).toBe(1);
  });
});
