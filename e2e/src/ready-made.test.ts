import {
  AgentList,
  ApplicationList,
  DEMO_APPLICANTS,
  DEMO_PEOPLE,
  Locale,
  MailList,
  READY_MADE_AGENTS,
  readyMadeInput,
  Session,
  SessionList,
} from '@oma/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, signIn } from './client.ts';
import { mailbox } from './mailbox.ts';
import { type RunningPlatform, runnerPids, startPlatform } from './platform.ts';
import { filesOf } from './workspace.ts';

const [administrator, member, guest] = DEMO_PEOPLE;
const [seoyeon, daniel, dohyun] = DEMO_APPLICANTS;
const OFFSET = 5000;
const post = mailbox(OFFSET);

let platform: RunningPlatform;
let admin: Client;
let client: Client;

const signInBoth = async (): Promise<void> => {
  admin = await signIn(OFFSET, administrator);
  client = await signIn(OFFSET, member);
};
beforeAll(async () => {
  platform = await startPlatform(OFFSET, { demo: true });
  await signInBoth();
});
afterAll(async () => {
  await Promise.all([admin.close(), client.close()]);
  await platform.stop();
});

/** What the member and the admin are shown. */
async function everything() {
  const [agents, sessions, applications, mail] = await Promise.all([
    client.api('GET', '/api/agents'),
    client.api('GET', '/api/sessions'),
    admin.api('GET', '/api/admin/applications'),
    admin.api('GET', '/api/admin/mail'),
  ]);
  return {
    agents: AgentList.parse(agents.body).agents,
    sessions: SessionList.parse(sessions.body).sessions,
    applications: ApplicationList.parse(applications.body).applications,
    mail: MailList.parse(mail.body).mail,
  };
}

describe('the demo data of a first start', () => {
  it('is announced, and complete at Ready', () => {
    expect(platform.output()).toContain(', and making demo data\n');
    expect(platform.output()).not.toContain('Demo data:');
  });

  it('has three agents, one of which has run', async () => {
    const { agents } = await everything();
    const [analysis, report, code] = READY_MADE_AGENTS;
    const shown = agents.map(({ name, status, run_count }) => `${name} ${status} ${run_count}`);
    expect(shown.sort()).toEqual([`${analysis.ko.name} active 3`, `${report.ko.name} draft 0`, `${code.ko.name} paused 0`].sort());
    const { body } = await client.api('GET', '/api/dashboard/stats');
    expect(body).toMatchObject({ totalAgents: 3, activeAgents: 1, totalRuns: 3, successRate: 100 });
  });

  it('has two conversations with answers and files', async () => {
    const { sessions } = await everything();
    const [first, second] = [...sessions].sort((a, b) => b.message_count - a.message_count);
    expect(sessions.map(({ message_count }) => message_count).sort()).toEqual([1, 2]);
    expect(await filesOf(OFFSET, first!)).toEqual(['chart.svg', 'sales.csv', 'summary.md']);
    expect(await filesOf(OFFSET, second!)).toEqual(['survey-summary.md', 'survey.csv']);
    for (const { usage, queued, title } of sessions) {
      expect(usage.cost_usd).toBeGreaterThan(0);
      expect(queued).toBe(0);
      expect(READY_MADE_AGENTS[0].ko.prompts).toContain(title);
    }
  });

  it('has three applications, each with its letters; one letter has failed', async () => {
    const { applications, mail } = await everything();
    const of = ({ email }: { email: string }) => applications.find((application) => application.email === email);
    expect(applications).toHaveLength(3);
    expect(of(seoyeon)).toMatchObject({ name: seoyeon.name, status: 'pending', purpose: expect.stringMatching(/[가-힣]/) as string });
    expect(of(daniel)).toMatchObject({ name: daniel.name, status: 'pending', purpose: expect.stringMatching(/^[\x20-\x7e]+$/) as string });
    expect(of(dohyun)).toMatchObject({ status: 'denied', decided_by: administrator.email, decided_via: 'admin_page' });
    const failed = mail.filter(({ delivery }) => delivery.state !== 'SUCCESS');
    expect(failed.map(({ to, template, delivery }) => [to, template, delivery.state, delivery.error])).toEqual([
      [[daniel.email], 'receipt', 'ERROR', 'refused 550'],
    ]);
    const letters = (await post.all()).map(({ to, subject }) => `${to} ${subject.replace('[AI Agent Platform] ', '')}`).sort();
    expect(letters).toEqual(
      [
        `${seoyeon.email} 베타 신청이 접수되었습니다`,
        `${dohyun.email} 베타 신청이 접수되었습니다`,
        `${dohyun.email} 베타 신청 결과를 안내드립니다`,
        ...DEMO_APPLICANTS.map(({ name }) => `${administrator.email} 새 베타 신청: ${name}`),
      ].sort(),
    );
  });

  it('leaves the guest as new as ever', async () => {
    const newcomer = await signIn(OFFSET, guest);
    try {
      expect((await newcomer.api('GET', '/api/me')).body).toMatchObject({ beta_status: 'none' });
    } finally {
      await newcomer.close();
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a second start, after Ctrl-C in mid-reply', () => {
  let sessionId: string;
  let messageId: string;
  let letters: Awaited<ReturnType<typeof post.all>>;
  let before: Awaited<ReturnType<typeof everything>>;
  let running: number[];
  beforeAll(async () => {
    sessionId = (await client.createSession()).session_id;
    messageId = await client.ask(
      sessionId,
      `\`\`\`script\n${JSON.stringify([{ say: 'word '.repeat(6000), deltas: 3000, every_ms: 30 }])}\n\`\`\``,
    );
    await new Promise<void>((resolve) => {
      void client.watchChunks(sessionId, messageId, () => resolve()).catch(() => undefined);
    });
    before = await everything();
    letters = await post.all();
    running = runnerPids(platform);
    await Promise.all([admin.close(), client.close()]);
    await platform.stop();
  });

  it('finds nothing running', async () => {
    expect(platform.output()).toContain('Stopped.');
    expect(running.length).toBeGreaterThan(0);
    expect(running.filter(isAlive)).toEqual([]);
    platform = await startPlatform(OFFSET, { demo: true, fresh: false });
    await signInBoth();
  });

  it('makes no demo data again', async () => {
    expect(platform.output()).not.toContain('demo data');
    const after = await everything();
    const ids = (given: typeof before) => [...given.agents, ...given.sessions, ...given.applications, ...given.mail].map(({ id }) => id);
    expect(ids(after).sort()).toEqual(ids(before).sort());
    expect(after.applications).toEqual(before.applications);
    expect(after.sessions.map(({ message_count }) => message_count)).toEqual(before.sessions.map(({ message_count }) => message_count));
    expect(await post.all()).toEqual(letters);
  });

  it('fails the reply with a reason, keeps what was said, and the conversation goes on', async () => {
    const reply = await client.reply(sessionId, messageId);
    expect(reply).toMatchObject({ status: 'failed', error: { code: 'run_lost' } });
    expect(reply.content).toContain('word');
    const next = await client.reply(sessionId, await client.ask(sessionId, '안녕'));
    expect(next.status).toBe('done');
  });
});

/** The files that each prompt leaves, agent by agent. */
const FILES: Readonly<Record<string, (locale: Locale) => readonly (readonly string[])[]>> = {
  'data-analysis': () => [
    ['chart.svg', 'sales.csv', 'summary.md'],
    ['survey-summary.md', 'survey.csv'],
  ],
  'report-writing': () => [['work-report.md'], ['proposal.md']],
  'code-helper': () => [
    ['count-words.sh', 'count-words.test.sh'],
    ['errors-by-hour.sh', 'sample.log'],
  ],
  'meeting-minutes': () => [['minutes.md', 'notes.txt'], ['agenda.md']],
  translation: (locale) => [[`notice.${locale === 'ko' ? 'en' : 'ko'}.md`, 'notice.md'], ['polished.md']],
  'table-clean-up': () => [
    ['changes.md', 'customers-raw.csv', 'customers.csv'],
    ['branch-a.csv', 'branch-b.csv', 'merged.csv'],
  ],
};
const AT_ONCE = 4;

describe('the ready-made agents', () => {
  it('do what each of their prompts asks, in both languages', async () => {
    const wanted = READY_MADE_AGENTS.flatMap((agent) => Locale.options.map((locale) => ({ agent, locale })));
    const waiting = [...wanted];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { agent, locale } = next;
        const { id } = await client.createAgent(readyMadeInput(agent, locale));
        const { session_id } = await client.createSession(id);
        let files: string[] = [];
        for (const [index, prompt] of agent[locale].prompts.entries()) {
          files = [...files, ...(FILES[agent.id]?.(locale)[index] ?? [])].sort();
          const { status, parts } = await client.reply(session_id, await client.ask(session_id, prompt));
          const tools = parts.flatMap((part) => (part.k === 'tool' ? [part.result?.ok] : []));
          expect([prompt, status, tools.length > 0, tools.filter((ok) => ok !== true)]).toEqual([prompt, 'done', true, []]);
          const session = Session.parse((await client.api('GET', `/api/sessions/${session_id}`)).body);
          expect([prompt, await filesOf(OFFSET, session)]).toEqual([prompt, files]);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(wanted.every(({ agent, locale }) => FILES[agent.id]?.(locale).length === agent[locale].prompts.length)).toBe(true);
  }, 300_000);

  it('say so where a tool is switched off, and claim nothing that it was to find out', async () => {
    const { id } = await client.createAgent({ name: 'no shell', config: { tools: ['read', 'write'] } });
    const { session_id } = await client.createSession(id);
    const { status, content, parts } = await client.reply(
      session_id,
      await client.ask(session_id, 'Make a sales CSV and tell me the totals'),
    );
    expect([status, parts.flatMap((part) => (part.k === 'tool' ? [part.result?.ok] : []))]).toEqual(['done', [true, false]]);
    expect(content).toMatch(/\*\*Run a command\*\* cannot be used.*All I made is `sales\.csv`.*simulation/s);
    expect(content).not.toMatch(/9,150,000|tool_use_error/);
  });

  it('play again in a conversation whose run has ended and whose files are there', async () => {
    const prompt = READY_MADE_AGENTS[0].ko.prompts[0] ?? '';
    const { sessions } = await everything();
    const earlier = sessions.find(({ title, message_count }) => title === prompt && message_count === 2);
    const { session_id, run } = Session.parse((await client.api('GET', `/api/sessions/${earlier?.id ?? ''}`)).body);
    expect(run).toBeNull();
    const { status, parts } = await client.reply(session_id, await client.ask(session_id, prompt));
    expect(status).toBe('done');
    expect(parts.flatMap((part) => (part.k === 'tool' ? [part.result?.ok] : []))).toEqual([true, true, true]);
  });
});
