import {
  type Agent,
  ASK_TOOL,
  DEFAULT_SETTINGS,
  DEMO_PEOPLE,
  DEMO_PROJECT,
  objects,
  paths,
  portsAt,
  type ReferenceFile,
  type ReplyDocument,
  traceOf,
  traceparent,
  type WorkspaceFiles,
} from '@oma/contract';
import { readdirSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeptSpan } from '../../local/src/cloud/kept-span.ts';
import { serve } from '../../local/src/json-server.ts';
import { createModel } from '../../local/src/model/server.ts';
import { hasContainer } from './container.ts';
import { type Client, signIn, ulid } from './client.ts';
import { approve, asOperator } from './operator.ts';
import { sendReference } from './send-reference.ts';
import { ROOT, type RunningPlatform, runnerPids, startPlatform } from './platform.ts';
import { deleteObject, replaceByAnotherMemory } from './workspace.ts';

const [, member, guest] = DEMO_PEOPLE;
const OFFSET = 12_000;
const MODEL_PORT = 19_930;
const KEY = 'sk-test-this-key-must-never-be-seen-by-a-tool';
const ENV = { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: `http://127.0.0.1:${MODEL_PORT}`, MODEL_IDLE_TIMEOUT_MS: '2000' };

const GIVEN = { env: ENV, flags: hasContainer ? [] : ['--allow-reduced-isolation'] };

let platform: RunningPlatform;
let model: Server;
let client: Client;

beforeAll(async () => {
  model = await serve(MODEL_PORT, [createModel()]);
  platform = await startPlatform(OFFSET, GIVEN);
  client = await signIn(OFFSET, member);
});
afterAll(async () => {
  await client.close();
  await platform.stop();
  model.close();
  model.closeAllConnections();
});

/** A question that carries what the model is to do. */
const script = (...steps: object[]): string => `\`\`\`script\n${JSON.stringify(steps)}\n\`\`\``;
const shell = (command: string): object => ({ tool: 'Bash', input: { command, description: 'try' } });
const outputs = (reply: ReplyDocument): string[] =>
  reply.parts.flatMap((part) => (part.k === 'tool' ? [part.result?.output ?? 'no result'] : []));

async function askAndWait(sessionId: string, content: string): Promise<ReplyDocument> {
  return client.reply(sessionId, await client.ask(sessionId, content));
}

type SeenRequest = { path: string; headers: Record<string, string>; body: Record<string, unknown> };
async function requestsSeen(): Promise<SeenRequest[]> {
  return (await (await fetch(`http://127.0.0.1:${MODEL_PORT}/requests`)).json()) as SeenRequest[];
}

/** The spans of a trace, once the one that stands for the whole is there. */
async function spansOf(traceId: string): Promise<KeptSpan[]> {
  const answer = await fetch(`http://127.0.0.1:${portsAt(OFFSET).cloud}/traces/${traceId}`);
  const { spans } = (await answer.json()) as { spans: KeptSpan[] };
  expect(spans.map(({ name }) => name)).toContain('message');
  return spans;
}

const lingerFor = (alone: number) =>
  asOperator(OFFSET, paths.settings, {
    linger_s: { mapValue: { fields: { alone: { integerValue: alone }, watched: { integerValue: DEFAULT_SETTINGS.linger_s.watched } } } },
  });

describe('a start with --empty', () => {
  it('has no demo data', async () => {
    expect((await client.api('GET', '/api/agents')).body).toMatchObject({ agents: [], total: 0 });
    expect((await client.api('GET', '/api/sessions')).body).toEqual({ sessions: [], agents: [] });
  });
});

describe('a streamed reply', () => {
  it('of 200 deltas arrives whole, in order, each once, in at most 25 chunks; a follow-up needs no new job', async () => {
    const { session_id } = await client.createSession();
    await askAndWait(session_id, script({ say: 'up' }));
    const say = Array.from({ length: 200 }, (_, index) => `w${index} `).join('');
    const id = await client.ask(session_id, script({ say, deltas: 200, every_ms: 20 }));
    const { chunks, reply } = await client.watchChunks(session_id, id);
    expect(reply).toMatchObject({ status: 'done', content: say });
    expect(chunks.length).toBeLessThanOrEqual(25);
    expect(
      chunks
        .sort((a, b) => a.seq - b.seq)
        .flatMap(({ events }) => events.map((event) => (event.k === 'text' ? event.s : '')))
        .join(''),
    ).toBe(say);
    const first = await askAndWait(session_id, script({ say: 'again' }));
    expect(first.run_id).toBe(reply.run_id);
  });

  it('records the pinned Claude Code version, usage, cost and timings', async () => {
    const { session_id } = await client.createSession();
    const reply = await askAndWait(session_id, script({ say: 'hello' }));
    const sdk = JSON.parse(
      readFileSync(path.join(import.meta.dirname, '../../node_modules/@anthropic-ai/claude-agent-sdk/package.json'), 'utf8'),
    ) as { claudeCodeVersion: string };
    expect(reply.claude_code_version).toBe(sdk.claudeCodeVersion);
    expect(reply.usage.input_tokens).toBeGreaterThan(0);
    expect(reply.cost_usd).toBeGreaterThan(0);
    const { queued, launched, claimed, first_delta, ended } = reply.timings_ms;
    for (const ms of [queued, launched, claimed, first_delta, ended]) expect(ms).not.toBeNull();
    expect(claimed!).toBeLessThanOrEqual(first_delta!);
    expect(first_delta!).toBeLessThanOrEqual(ended!);
    const { body } = await client.api('GET', '/api/me');
    expect(body).toMatchObject({ platform: { simulation: false }, budget: { spent_usd: expect.any(Number) as number } });
  });

  it('leaves a trace of its phases, each below what it is a part of, and log lines of every part that name it', async () => {
    const { session_id } = await client.createSession();
    const id = ulid();
    const trace = traceOf(id);
    await client.ask(session_id, script(shell('echo x > x.txt'), { say: 'done' }), id);
    const reply = await client.reply(session_id, id);
    const spans = await vi.waitFor(() => spansOf(trace.traceId), { timeout: 10_000, interval: 100 });
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const pathOf = (span: KeptSpan): string => {
      const parent = byId.get(span.parentSpanId ?? '');
      return parent === undefined ? span.name : `${pathOf(parent)}/${span.name}`;
    };
    expect(spans.map(pathOf).sort()).toEqual([
      'message',
      'message/accept',
      'message/answer',
      'message/answer/bring_in',
      'message/answer/claude',
      'message/answer/claude/first_event',
      'message/answer/claude/tool',
      'message/answer/first_text',
      'message/answer/save',
      'message/commit',
      'message/container',
      'message/launch',
      'message/pick_up',
      'message/prepare',
    ]);
    const begin = (name: string): number => spans.find((span) => span.name === name)!.startMs;
    const ORDER = ['message', 'launch', 'container', 'pick_up', 'answer', 'claude', 'tool', 'save', 'commit'];
    expect(ORDER.map(begin)).toEqual(ORDER.map(begin).toSorted((a, b) => a - b));
    const whole = byId.get(trace.spanId)!;
    for (const { startMs, endMs } of spans) {
      expect(startMs).toBeGreaterThanOrEqual(whole.startMs);
      expect(endMs).toBeLessThanOrEqual(whole.endMs);
    }
    expect(whole.startMs + reply.timings_ms.ended!).toBeLessThanOrEqual(whole.endMs);
    expect(whole).toMatchObject({ parentSpanId: null, attributes: { outcome: 'done', session_id, run_id: reply.run_id } });
    expect(spans.find(({ name }) => name === 'tool')).toMatchObject({ service: 'runner', attributes: { tool: 'Bash', ok: true } });

    await client.api('POST', `/api/sessions/${session_id}/stop`, { message_id: id }, { traceparent: traceparent(trace) });
    const name = `"logging.googleapis.com/trace":"projects/${DEMO_PROJECT}/traces/${trace.traceId}"`;
    const logs = path.join(ROOT, '.local', String(OFFSET), 'logs');
    const events = (file: string): string[] =>
      readFileSync(path.join(logs, file), 'utf8')
        .split('\n')
        .filter((line) => line.includes(name))
        .map((line) => /"event":"(\w+)"/.exec(line)?.[1] ?? '');
    const executions = readdirSync(path.join(logs, 'executions')).flatMap((file) => events(path.join('executions', file)));
    expect(executions).toEqual(['claimed', 'first_event', 'turn_ended']);
    expect(events('runs.log').sort()).toEqual(['question_ended', 'run_claimed']);
    await expect.poll(() => events('emulators.log')).toEqual(['api_answered']);
  });

  it('asks the model with the agent’s model, temperature, max_tokens, instructions and tools', async () => {
    const agent = await client.createAgent({
      name: 'Exact',
      config: { model: 'claude-opus-5-5', temperature: 0.3, max_tokens: 1234, instructions: 'Always say MARKER-7.', tools: ['read'] },
    });
    const { session_id } = await client.createSession(agent.id);
    await fetch(`http://127.0.0.1:${MODEL_PORT}/requests`, { method: 'DELETE' });
    const reply = await askAndWait(session_id, script({ say: 'ok' }));
    expect(reply).toMatchObject({ status: 'done', model: 'claude-opus-5-5', agent_version: 1 });
    const seen = (await requestsSeen()).filter((request) => request.path === '/v1/messages');
    expect(seen).toHaveLength(1);
    const [{ body, headers }] = seen as [SeenRequest];
    expect(body).toMatchObject({ model: 'claude-opus-5-5', temperature: 0.3, max_tokens: 1234, stream: true });
    expect(body['thinking']).toBeUndefined();
    expect(JSON.stringify(body['system'])).toContain('Always say MARKER-7.');
    expect(
      (body['tools'] as { name: string }[])
        .map(({ name }) => name)
        .filter((name) => name !== 'DeferredToolPlaceholder')
        .sort(),
    ).toEqual(['Glob', 'Grep', 'Read']);
    expect(headers['x-api-key']).toBe(KEY);
  });

  it('is answered by an edited agent without a new job', async () => {
    const agent = await client.createAgent({ name: 'Edited', config: { instructions: 'FIRST' } });
    const { session_id } = await client.createSession(agent.id);
    const before = await askAndWait(session_id, script({ say: 'one' }));
    const { status } = await client.api(
      'PUT',
      `/api/agents/${agent.id}`,
      { name: 'Edited', icon: 'bot', description: '', tags: [], config: { instructions: 'SECOND', tools: ['read'] }, status: 'active' },
      { 'if-match': '"1"' },
    );
    expect(status).toBe(200);
    const after = await askAndWait(session_id, '아까 내가 뭐라고 했는지 기억해?');
    expect(after).toMatchObject({ run_id: before.run_id, agent_version: 2 });
    const [newest] = (await requestsSeen()).slice(-1) as [SeenRequest];
    expect(JSON.stringify(newest.body)).toContain('SECOND');
    const offered = (newest.body['tools'] as { name: string }[]).map(({ name }) => name);
    expect(offered).toContain('Read');
    expect(offered).not.toContain('Bash');
    expect(JSON.stringify(newest.body['messages'])).toContain('one');
  });

  it('answers two messages written within 10 ms once each, in order, in one run', async () => {
    const { session_id } = await client.createSession();
    const ids = [ulid(), ulid()] as const;
    await Promise.all([client.ask(session_id, script({ say: 'A' }), ids[0]), client.ask(session_id, script({ say: 'B' }), ids[1])]);
    const [first, second] = await Promise.all([client.reply(session_id, ids[0]), client.reply(session_id, ids[1])]);
    expect([first.content, second.content]).toEqual(['A', 'B']);
    expect(second.run_id).toBe(first.run_id);
    expect(first.created_at.getTime()).toBeLessThanOrEqual(second.created_at.getTime());
  });
});

describe('a model that fails', () => {
  it.each([
    ['an error', script({ error: 400 }), 'model_error'],
    ['no capacity', script({ error: 529 }), 'model_overloaded'],
    ['silence', script({ hang: true }), 'model_error'],
    ['garbage', script({ garbage: true }), 'model_error'],
  ])('by %s ends in a reply that says so, and the session goes on', async (_what, content, code) => {
    const { session_id } = await client.createSession();
    const reply = await askAndWait(session_id, content);
    expect(reply).toMatchObject({ status: 'failed', error: { code } });
    expect(await askAndWait(session_id, script({ say: 'still here' }))).toMatchObject({ status: 'done', content: 'still here' });
  });

  it('shows its retries, and answers when it recovers', async () => {
    const { session_id } = await client.createSession();
    const reply = await askAndWait(session_id, script({ error: 529, times: 1 }, { say: 'at last' }));
    expect(reply).toMatchObject({ status: 'done', content: 'at last' });
    expect(reply.parts.filter((part) => part.k === 'retry')).toHaveLength(1);
  });

  it('by a cut in mid-sentence: what was said is taken back, nothing is there twice', async () => {
    const { session_id } = await client.createSession();
    const say = Array.from({ length: 60 }, (_, index) => `s${index} `).join('');
    const id = await client.ask(session_id, script({ cut_after: 30 }, { say, deltas: 60, every_ms: 20 }));
    const { reply } = await client.watchChunks(session_id, id);
    expect(reply).toMatchObject({ status: 'done', content: say });
  });
});

describe('stop', () => {
  it('ends a reply within two seconds and keeps what was said', async () => {
    const { session_id } = await client.createSession();
    const id = await client.ask(session_id, script({ say: 'word '.repeat(3000), deltas: 1500, every_ms: 30 }));
    await new Promise<void>((resolve) => {
      void client.watchChunks(session_id, id, () => resolve());
    });
    const startedAt = performance.now();
    expect((await client.api('POST', `/api/sessions/${session_id}/stop`, { message_id: id })).status).toBe(202);
    const reply = await client.reply(session_id, id);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(reply).toMatchObject({ status: 'stopped', error: null });
    expect(reply.content).toContain('word');
    expect((await client.api('POST', `/api/sessions/${session_id}/stop`, { message_id: id })).status).toBe(409);
    expect(await askAndWait(session_id, script({ say: 'on' }))).toMatchObject({ status: 'done', run_id: reply.run_id });
  });
});

describe('a run that is begun before a question', () => {
  it('asks the model nothing, and answers the question that comes', async () => {
    const { session_id } = await client.createSession();
    await fetch(`http://127.0.0.1:${MODEL_PORT}/requests`, { method: 'DELETE' });
    expect((await client.api('POST', `/api/sessions/${session_id}/warm`)).status).toBe(202);
    const { run } = (await client.session(session_id, (session) => JSON.stringify(session['run']).includes('"state":"idle"'))) as {
      run: { id: string };
    };
    expect(await requestsSeen()).toEqual([]);
    expect(await askAndWait(session_id, script({ say: 'at once' }))).toMatchObject({ status: 'done', content: 'at once', run_id: run.id });
  });
});

describe('a question to the person', () => {
  const question = { question: 'Which format?', header: 'Format', multiSelect: false };
  const options = ['CSV', 'Text'].map((label) => ({ label, description: label }));
  const content = script({ tool: ASK_TOOL, input: { questions: [{ ...question, options }] } }, { say: 'went on' });
  const waiting = (session: Record<string, unknown>): boolean => JSON.stringify(session['run']).includes('"phase":"waiting"');

  it('that waits can be stopped, and one that nobody answers is settled when its time is over', async () => {
    const { session_id } = await client.createSession();
    const stopped = await client.ask(session_id, content);
    await client.session(session_id, waiting);
    expect((await client.api('POST', `/api/sessions/${session_id}/stop`, { message_id: stopped })).status).toBe(202);
    expect(await client.reply(session_id, stopped)).toMatchObject({ status: 'stopped', error: null });
    await asOperator(OFFSET, paths.settings, { ask_limit_min: { doubleValue: 0.02 } });
    try {
      const reply = await askAndWait(session_id, content);
      expect(reply).toMatchObject({ status: 'done', content: 'went on' });
      expect(outputs(reply)[0]).toContain('Nobody answered within 0.02 minutes');
    } finally {
      await asOperator(OFFSET, paths.settings, { ask_limit_min: { integerValue: DEFAULT_SETTINGS.ask_limit_min } });
    }
  }, 60_000);
});

describe('a later run', () => {
  it('remembers the conversation and finds its files', async () => {
    await lingerFor(0);
    try {
      const { session_id } = await client.createSession();
      const first = await askAndWait(
        session_id,
        script(
          { tool: 'Write', input: { file_path: '/workspace/한글 이름.txt', content: 'kept\n' } },
          shell('ln -s "한글 이름.txt" link; mkdir -p a/b; chmod 700 a; echo shut > shut; chmod 000 shut'),
          { say: 'My favourite number is 4711.' },
        ),
      );
      expect(first.status).toBe('done');
      await client.session(session_id, (session) => session['run'] === null);
      const second = await askAndWait(session_id, script(shell('cat link shut; ls -F'), { say: 'seen' }));
      expect(second.run_id).not.toBe(first.run_id);
      expect(outputs(second)[0]).toBe('kept\nshut\na/\nlink@\nshut\n한글 이름.txt');
      const [newest] = (await requestsSeen()).slice(-1) as [SeenRequest];
      expect(JSON.stringify(newest.body['messages'])).toContain('My favourite number is 4711.');
    } finally {
      await lingerFor(DEFAULT_SETTINGS.linger_s.alone);
    }
  }, 120_000);
});

describe('a later run whose memory', () => {
  it.each([
    ['is lost', deleteObject],
    ['is not of this conversation, so that Claude Code refuses it', replaceByAnotherMemory],
  ])(
    '%s goes on from the stored messages, and says so',
    async (_how, spoil) => {
      await lingerFor(0);
      try {
        const { session_id } = await client.createSession();
        await askAndWait(session_id, script({ say: 'My favourite number is 4713.' }));
        const { workspace } = (await client.session(session_id, (session) => session['run'] === null)) as { workspace: { object: string } };
        await spoil(OFFSET, objects.memory(workspace.object));
        const second = await askAndWait(session_id, script({ say: 'seen' }));
        expect(second).toMatchObject({ status: 'done', content: 'seen', recalled: 'whole' });
        const [newest] = (await requestsSeen()).slice(-1) as [SeenRequest];
        const told = JSON.stringify(newest.body['messages']);
        expect(told).toContain('record of what was said');
        expect(told).toContain('My favourite number is 4713.');
        await client.session(session_id, (session) => session['run'] === null);
        const third = await askAndWait(session_id, script({ say: 'remembered' }));
        expect(third).toMatchObject({ status: 'done', recalled: null });
        const [last] = (await requestsSeen()).slice(-1) as [SeenRequest];
        expect(JSON.stringify(last.body['messages'])).toContain('My favourite number is 4713.');
      } finally {
        await lingerFor(DEFAULT_SETTINGS.linger_s.alone);
      }
    },
    120_000,
  );
});

describe('the own files of an agent', () => {
  const tools = ['read' as const, 'write' as const, 'shell' as const];
  const replace = async (agent: Agent, files: ReferenceFile[]): Promise<Agent> => {
    const body = { name: agent.name, status: 'active', config: { tools, files } };
    const answer = await client.api('PUT', `/api/agents/${agent.id}`, body, { 'if-match': `"${agent.version}"` });
    expect(answer.status).toBe(200);
    return answer.body as Agent;
  };
  const newest = async () => ((await requestsSeen()).slice(-1) as [SeenRequest])[0].body;

  it.runIf(hasContainer)(
    'are read by its tools and changed by none, and are no part of what is saved',
    async () => {
      const files = [
        await sendReference(client, '기준 단가.csv', 'item,price\npen,700\n'),
        await sendReference(client, 'form.txt', 'form'),
      ];
      const agent = await client.createAgent({ name: 'With files', config: { tools, files } });
      const { session_id } = await client.createSession(agent.id);
      const at = (name: string): string => `/workspace/reference/${name}`;
      const reply = await askAndWait(
        session_id,
        script(
          { tool: 'Read', input: { file_path: at('기준 단가.csv') } },
          { tool: 'Read', input: { file_path: at('form.txt') } },
          { tool: 'Write', input: { file_path: at('form.txt'), content: 'changed' } },
          { tool: 'Edit', input: { file_path: at('기준 단가.csv'), old_string: '700', new_string: '1' } },
          { tool: 'Write', input: { file_path: at('new.txt'), content: 'new' } },
          shell(
            'cd /workspace; for act in "rm -rf reference/form.txt" "rm -rf reference" "mv reference away" "rmdir reference" "touch reference/new" "chmod -R a+w reference" "ln -sf /tmp/x reference/form.txt" "mount -o remount,rw reference" "umount reference" "umount -l reference" "mount --bind /tmp reference" "unshare -rm umount reference"; do $act >/dev/null 2>&1 && echo "could $act"; done; echo x >> reference/form.txt || true; echo tried',
          ),
          shell('cd /workspace; ls reference; cat reference/*; cp reference/form.txt filled.txt; ls'),
          { say: 'done' },
        ),
      );
      expect(reply).toMatchObject({ status: 'done', content: 'done' });
      const parts = reply.parts.flatMap((part) =>
        part.k === 'tool' ? [{ name: part.name, ok: part.result?.ok, output: part.result?.output }] : [],
      );
      expect(parts.map(({ ok }) => ok)).toEqual([true, true, false, false, false, true, true]);
      expect(parts[0]?.output).toContain('pen,700');
      expect(parts[5]?.output).not.toContain('could');
      expect(parts[6]?.output?.split('\n')).toEqual(['form.txt', '기준 단가.csv', 'formitem,price', 'pen,700', 'filled.txt', 'reference']);
      expect(JSON.stringify((await newest())['system'])).toContain('기준 단가.csv');
      const { body } = await client.api('GET', `/api/sessions/${session_id}/files`);
      expect((body as WorkspaceFiles).files.map(({ path: name }) => name)).toEqual(['filled.txt']);
    },
    60_000,
  );

  it('are those of its newest version, also in a run that goes on; what the workspace had there keeps another name, and what cannot be fetched is told', async () => {
    const agent = await client.createAgent({ name: 'Without files', config: { tools } });
    const { session_id } = await client.createSession(agent.id);
    const before = await askAndWait(session_id, script(shell('mkdir reference; echo mine > reference/mine.txt'), { say: 'ok' }));
    const [first, second] = [await sendReference(client, 'a.txt', 'first'), await sendReference(client, 'a.txt', 'second')];
    const withFirst = await replace(agent, [first]);
    const shown = await askAndWait(session_id, script(shell('cat reference/*; cat "reference (2)/mine.txt"'), { say: 'ok' }));
    expect([outputs(shown), shown.run_id]).toEqual([['firstmine'], before.run_id]);
    expect(JSON.stringify((await newest())['messages'])).toContain('is now called');
    const withSecond = await replace(withFirst, [second]);
    expect(outputs(await askAndWait(session_id, script(shell('cat reference/*'), { say: 'ok' })))).toEqual(['second']);
    const lost = await sendReference(client, 'lost.txt', 'lost');
    const withLost = await replace(withSecond, [second, lost]);
    await deleteObject(OFFSET, objects.referenceFile(lost.id));
    expect(outputs(await askAndWait(session_id, script(shell('ls reference'), { say: 'ok' })))).toEqual(['a.txt']);
    const told = JSON.stringify((await newest())['messages']);
    expect(told).toContain('could not be fetched');
    expect(told).toContain('lost.txt');
    await replace(withLost, []);
    const after = await askAndWait(session_id, script(shell('ls; cat "reference (2)/mine.txt"'), { say: 'ok' }));
    expect([outputs(after), after.run_id]).toEqual([['reference (2)\nmine'], before.run_id]);
  }, 120_000);
});

describe('the walls', () => {
  /** Whether a connection can be made, with nothing but the shell, which is on every machine and in the image. */
  const REACH = 'reach() { timeout 2 bash -c ": < /dev/tcp/$1" 2>/dev/null; }';

  it.runIf(hasContainer)(
    'let no tool reach the key, the network, the metadata server, other files, or write outside',
    async () => {
      const other = await client.createSession();
      await askAndWait(other.session_id, script(shell('echo other-secret > other.txt'), { say: 'ok' }));
      const { session_id } = await client.createSession();
      const reply = await askAndWait(
        session_id,
        script(
          shell('env; cat /proc/*/environ /proc/*/cmdline 2>/dev/null | tr "\\0" "\\n"'),
          shell(`grep -rlsa ${KEY.slice(0, 10)}""${KEY.slice(10, 24)} /workspace /home /tmp /run /opt /etc 2>/dev/null; echo searched`),
          shell(
            `${REACH}; for a in 169.254.169.254/80 metadata.google.internal/80 1.1.1.1/80 example.com/443; do reach $a && echo reached $a; done; ls /sys/class/net 2>/dev/null; reach 127.0.0.1/8400 && echo the model only`,
          ),
          shell(
            'for f in /usr/x /etc/x /x /opt/x /run/x /run/door/x /var/x /root/x; do touch $f 2>/dev/null && echo wrote $f; done; echo tried',
          ),
          shell('touch /workspace/x /home/agent/x /tmp/x /dev/shm/x && echo wrote; whoami; id -u; ls / '),
          shell('find / -name other.txt 2>/dev/null; grep -rs other-""secret /tmp /home /workspace; echo searched'),
          shell(
            `${REACH}; for port in ${portsAt(OFFSET).firestore} ${portsAt(OFFSET).runs}; do reach 127.0.0.1/$port && echo reached $port; done; echo tried`,
          ),
          { tool: 'Read', input: { file_path: '/etc/shadow' } },
          { tool: 'Write', input: { file_path: '/usr/evil', content: 'x' } },
          { tool: 'Write', input: { file_path: '/etc/evil', content: 'x' } },
          { tool: 'Read', input: { file_path: '/etc/passwd' } },
          { tool: 'Edit', input: { file_path: '/etc/passwd', old_string: ':/bin/bash', new_string: ':/bin/sh' } },
          { tool: 'Read', input: { file_path: '/proc/1/environ' } },
          { tool: 'Glob', input: { path: '/', pattern: '**/other.txt' } },
          { say: 'done' },
        ),
      );
      const [environment = '', search, network = '', outside, inside = '', others, loopback, ...files] = outputs(reply);
      const [shadow = '', usr = '', etc = '', passwd = '', edit = '', proc = '', glob = ''] = files;
      expect(environment).toContain('ANTHROPIC_API_KEY');
      expect(environment).not.toContain(KEY);
      expect(environment).not.toContain('CLAIM_CODE');
      expect(search).toBe('searched');
      expect(network.replace(/^lo\n/m, '')).toBe('the model only');
      expect(outside).toBe('tried');
      expect(inside).toMatch(/^wrote\nagent\n6\d{4}\n/);
      expect(others).toBe('searched');
      expect(loopback).toBe('tried');
      expect(shadow).not.toContain('root:');
      expect(usr).toMatch(/EROFS|EACCES|read-only|denied/i);
      expect(etc).toMatch(/EROFS|EACCES|read-only|denied/i);
      expect(edit).toMatch(/EROFS|EACCES|read-only|denied/i);
      expect(proc).not.toContain(KEY);
      expect(passwd).toMatch(/agent:x:6\d{4}/);
      expect(passwd).not.toContain('root:');
      expect(glob).toMatch(/no files found/i);
    },
    120_000,
  );

  it('end background commands with their turn', async () => {
    const { session_id } = await client.createSession();
    await askAndWait(
      session_id,
      script(
        shell('(while true; do date >> clock.txt; sleep 0.1; done) > /dev/null 2>&1 &'),
        shell('sleep 0.5; test -s clock.txt && echo ticking'),
        { say: 'ok' },
      ),
    );
    const later = await askAndWait(
      session_id,
      script(shell('a=$(wc -l < clock.txt); sleep 1; b=$(wc -l < clock.txt); test $a = $b && echo still'), { say: 'ok' }),
    );
    expect(outputs(later)[0]).toBe('still');
  });

  it('let another person, and one without approval, neither read nor write', async () => {
    const { session_id } = await client.createSession();
    const id = await client.ask(session_id, script({ say: 'private' }));
    await client.reply(session_id, id);
    const stranger = await signIn(OFFSET, { sub: 'demo-stranger', email: 'stranger@example.com' });
    const unapproved = await signIn(OFFSET, guest);
    try {
      for (const who of [stranger, unapproved]) {
        for (const place of [
          paths.session(session_id),
          paths.question(session_id, id),
          paths.reply(session_id, id),
          paths.chunk(session_id, id, 1),
        ]) {
          expect(await who.tryRead(place)).toBe('permission-denied');
        }
        expect(
          await who.tryWrite(paths.question(session_id, ulid()), { role: 'user', content: 'x', created_at: new Date(), status: 'queued' }),
        ).toBe('permission-denied');
        expect((await who.api('GET', `/api/sessions/${session_id}`)).status).toBe(403);
        expect((await who.api('POST', '/api/sessions', {})).status).toBe(403);
      }
      await approve(OFFSET, stranger.uid);
      expect((await stranger.api('GET', `/api/sessions/${session_id}`)).status).toBe(404);
      expect((await stranger.api('POST', `/api/sessions/${session_id}/stop`, { message_id: id })).status).toBe(404);
      expect(await stranger.tryRead(paths.session(session_id))).toBe('permission-denied');
    } finally {
      await stranger.close();
      await unapproved.close();
    }
  });

  it.each([
    ['no token', {}],
    [
      'a tampered token',
      { authorization: 'Bearer run_aaaaaaaaaaaaaaaaaaaa.11111111-1111-4111-8111-111111111111.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    ],
    ['nonsense', { authorization: 'Bearer x' }],
  ])('let nobody through the runner’s door with %s', async (_what, headers: Record<string, string>) => {
    for (const call of ['next', 'append', 'heartbeat', 'end']) {
      const response = await fetch(`http://127.0.0.1:${portsAt(OFFSET).runs}/${call}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ turn: 1, result: null, wait_s: 0 }),
      });
      expect([401, 409]).toContain(response.status);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
  });
});

describe('bad input gets a clear error, and nothing is stored or started', () => {
  const NO_SESSION = '/api/sessions/11111111-1111-4111-8111-111111111111/stop';
  it.each([
    ['half a body', 'POST', '/api/agents', '{"name": "x', 400, 'bad_json'],
    ['a missing name', 'POST', '/api/agents', {}, 422, 'invalid'],
    ['an unknown field', 'POST', '/api/agents', { name: 'x', owner_id: 'me' }, 422, 'invalid'],
    ['an unknown model', 'POST', '/api/agents', { name: 'x', config: { model: 'gpt' } }, 422, 'invalid'],
    ['a tool not built yet', 'POST', '/api/agents', { name: 'x', config: { tools: ['web'] } }, 422, 'invalid'],
    ['an unknown agent', 'POST', '/api/sessions', { agent_id: 'B'.repeat(20) }, 404, 'not_found'],
    ['a malformed agent id', 'GET', '/api/agents/x', undefined, 404, 'not_found'],
    ['a malformed session id', 'GET', '/api/sessions/x', undefined, 404, 'not_found'],
    ['an unknown route', 'GET', '/api/nothing', undefined, 404, 'not_found'],
    ['a stop of nothing', 'POST', NO_SESSION, { message_id: '0'.repeat(26) }, 404, 'not_found'],
    ['a stop that names no message', 'POST', NO_SESSION, { message_id: 'x' }, 422, 'invalid'],
    ['a filter that is none', 'GET', '/api/agents?stauts=draft', undefined, 422, 'invalid'],
    ['another method', 'PUT', '/api/sessions', {}, 405, 'method_not_allowed'],
  ])('%s', async (_what, method, place, body, status, code) => {
    const answer = await client.api(method, place, body);
    expect(answer).toMatchObject({
      status,
      body: { status, code, type: expect.any(String) as string, title: expect.any(String) as string },
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('a token that is none', async () => {
    const response = await fetch(`${platform.url}/api/me`, { headers: { authorization: 'Bearer x.y.z' } });
    expect(response.status).toBe(401);
    expect((await fetch(`${platform.url}/api/me`)).status).toBe(401);
  });

  it('a question that is empty, too long, or in a closed or foreign session', async () => {
    const { session_id } = await client.createSession();
    await expect(client.ask(session_id, '')).rejects.toMatchObject({ code: 'permission-denied' });
    await expect(client.ask(session_id, 'x'.repeat(40_000))).rejects.toMatchObject({ code: 'permission-denied' });
    await expect(client.ask('11111111-1111-4111-8111-111111111111', 'x')).rejects.toMatchObject({ code: 'permission-denied' });
    expect((await client.api('PATCH', `/api/sessions/${session_id}`, { status: 'closed' })).status).toBe(200);
    await expect(client.ask(session_id, 'x')).rejects.toMatchObject({ code: 'permission-denied' });
    expect((await client.session(session_id, () => true))['message_count']).toBe(0);
  });
});

describe('a process of Claude Code that dies', () => {
  it('fails its question, and the next one goes on in the same run with what was said', async () => {
    const { session_id } = await client.createSession();
    const first = await askAndWait(
      session_id,
      script({ say: 'My favourite number is 4712.' }, shell('sleep 0.2; kill -9 -1'), { say: 'never' }),
    );
    expect(first).toMatchObject({ status: 'failed' });
    expect(first.content).toContain('4712');
    const second = await askAndWait(session_id, script({ say: 'on' }));
    expect(second).toMatchObject({ status: 'done', content: 'on', run_id: first.run_id });
  });
});

describe('what dies', () => {
  let session_id: string;
  beforeEach(async () => {
    ({ session_id } = await client.createSession());
  });
  const LONG = script({ say: 'word '.repeat(6000), deltas: 3000, every_ms: 30 });
  const untilItSpeaks = async (id: string): Promise<void> =>
    new Promise((resolve) => {
      void client.watchChunks(session_id, id, () => resolve()).catch(() => undefined);
    });

  it('a runner killed in mid-reply: lost within 60 s, its text kept, the next message gets a new run', async () => {
    const id = await client.ask(session_id, LONG);
    await untilItSpeaks(id);
    const killedAt = Date.now();
    for (const pid of runnerPids(platform)) process.kill(pid, 'SIGKILL');
    const reply = await client.reply(session_id, id);
    expect(Date.now() - killedAt).toBeLessThan(60_000);
    expect(reply).toMatchObject({ status: 'failed', error: { code: 'run_lost' } });
    expect(reply.content).toContain('word');
    const next = await askAndWait(session_id, script({ say: 'new' }));
    expect(next).toMatchObject({ status: 'done', content: 'new' });
    expect(next.run_id).not.toBe(reply.run_id);
  }, 120_000);

  it('an idle runner that was killed: the next message is answered by a new run within seconds', async () => {
    const first = await askAndWait(session_id, script({ say: 'one' }));
    await client.session(session_id, (session) => (session['run'] as { state?: string } | null)?.state === 'idle');
    for (const pid of runnerPids(platform)) process.kill(pid, 'SIGKILL');
    await expect.poll(() => runnerPids(platform)).toEqual([]);
    const askedAt = Date.now();
    const second = await askAndWait(session_id, script({ say: 'two' }));
    expect(second).toMatchObject({ status: 'done', content: 'two' });
    expect(second.run_id).not.toBe(first.run_id);
    expect(Date.now() - askedAt).toBeLessThan(20_000);
  });
});
