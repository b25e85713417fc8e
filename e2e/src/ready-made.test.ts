import {
  AgentList,
  ApplicationList,
  DEMO_APPLICANTS,
  DEMO_PEOPLE,
  FileAddress,
  Locale,
  MailList,
  READY_MADE_AGENTS,
  readyMadeInput,
  readyMadeTests,
  Session,
  SessionList,
  TestRunList,
} from '@oma/contract';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser, newContext, SCREENS, signInOnPage, startBrowser, takeScreen } from './browser.ts';
import { type Client, signIn } from './client.ts';
import { mailbox } from './mailbox.ts';
import { drawingsInTitle, readPng, sheetNames, sheetRows, wordParagraphs } from './office-files.ts';
import { type RunningPlatform, runnerPids, startPlatform } from './platform.ts';
import { drawWithBoxes, pdfPages, toolboxPython } from './toolbox.ts';
import { filesOf } from './workspace.ts';
import { zipText } from './zip-entries.ts';

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
  'report-writing': () => [['work-report.md'], ['proposal.md'], ['minutes.docx', 'plan.md', 'report.docx', 'survey.txt']],
  'code-helper': () => [
    ['count-words.sh', 'count-words.test.sh'],
    ['errors-by-hour.sh', 'sample.log'],
  ],
  'meeting-minutes': () => [['minutes.md', 'notes.txt'], ['agenda.md']],
  translation: (locale) => [[`notice.${locale === 'ko' ? 'en' : 'ko'}.md`, 'notice.md'], ['polished.md']],
  'table-clean-up': () => [
    ['changes.md', 'customers-raw.csv', 'customers.csv'],
    ['branch-a.csv', 'branch-b.csv', 'merged.csv'],
    ['clean_table.py', 'sales-chart.png', 'sales-raw.csv', 'sales.xlsx'],
  ],
  'pdf-reading': () => [['guide.pdf', 'guide.txt', 'summary.md'], ['deadlines.md']],
};
const AT_ONCE = 7;

/** The conversation in which an agent did all that its prompts ask. */
const played = new Map<string, string>();
const keyOf = (agentId: string, locale: Locale): string => `${agentId} ${locale}`;

describe('the ready-made agents', () => {
  beforeAll(() => void toolboxPython());

  it('do what each of their prompts asks, in both languages', async () => {
    const wanted = READY_MADE_AGENTS.flatMap((agent) => Locale.options.map((locale) => ({ agent, locale })));
    const waiting = [...wanted];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { agent, locale } = next;
        const { id } = await client.createAgent(readyMadeInput(agent, locale));
        const { session_id } = await client.createSession(id);
        played.set(keyOf(agent.id, locale), session_id);
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

  it('pass the tests of office work that they come with, in both languages', async () => {
    const wanted = READY_MADE_AGENTS.flatMap((agent) =>
      Locale.options.map((locale) => ({ agent, tests: readyMadeTests(agent, locale), locale })),
    );
    const tested = wanted.filter(({ tests }) => tests.length > 0);
    expect(tested).toHaveLength(6);
    await Promise.all(
      tested.map(async ({ agent, locale, tests }) => {
        const { id } = await client.createAgent(readyMadeInput(agent, locale));
        expect((await client.api('PUT', `/api/agents/${id}/tests`, { tests, required_rate: 1 })).status).toBe(200);
        expect((await client.api('POST', `/api/agents/${id}/test-runs`, { times: 1, budget_usd: 1 })).status).toBe(202);
        const newest = async () => TestRunList.parse((await client.api('GET', `/api/agents/${id}/test-runs`)).body).runs[0];
        await expect.poll(async () => (await newest())?.state, { timeout: 120_000, interval: 500 }).not.toBe('working');
        const attempts = (await newest())?.attempts ?? [];
        expect(attempts.map(({ error, results }) => [agent.id, error, results.filter(({ ok }) => ok !== true)])).toEqual(
          tests.map(() => [agent.id, null, []]),
        );
      }),
    );
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

describe('the files of office work', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await startBrowser();
    page = await (await newContext(browser)).newPage();
    await signInOnPage(page, platform.url, member.email);
  });
  afterAll(() => closeBrowser(browser));

  /** A file that an agent made, as its person downloads it. */
  const fileOf = async (agentId: string, locale: Locale, name: string): Promise<Buffer> => {
    const { body } = await client.api('GET', `/api/sessions/${played.get(keyOf(agentId, locale)) ?? ''}/files/${name}`);
    return Buffer.from(await (await fetch(FileAddress.parse(body).url)).arrayBuffer());
  };
  const textOf = async (agentId: string, locale: Locale, name: string): Promise<string> =>
    (await fileOf(agentId, locale, name)).toString('utf8');
  const openFile = async (name: string): Promise<void> => {
    if ((await page.getByTestId('file-back').count()) > 0) await page.getByTestId('file-back').click();
    await page.locator(`button.file[data-path="${name}"]`).click();
  };
  /** Shows a conversation with its files, which stay open from one to the next. */
  const openSession = async (sessionId: string | undefined): Promise<void> => {
    await page.goto(`${platform.url}/workspace/${sessionId ?? ''}`);
    await page.locator('[data-testid=files-button]:not([disabled])').waitFor();
    if ((await page.locator('[data-testid=files-button][aria-expanded=true]').count()) === 0)
      await page.getByTestId('files-button').click();
  };

  it.each([
    {
      locale: 'ko',
      sheets: ['정리한 표', '합계', '바뀐 곳'],
      month: '월',
      title: '월별 금액',
      first: '1월',
      dropped: ['겹친 행 지움', '2'],
    },
    {
      locale: 'en',
      sheets: ['Clean table', 'Sums', 'Changes'],
      month: 'Month',
      title: '금액 by Month',
      first: '2025-01',
      dropped: ['duplicate rows dropped', '2'],
    },
  ] as const)('a CP949 table is a workbook with a chart: $locale', async ({ locale, sheets, month, title, first, dropped }) => {
    const raw = await fileOf('table-clean-up', locale, 'sales-raw.csv');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(raw)).toThrow();
    expect(new TextDecoder('euc-kr', { fatal: true }).decode(raw)).toContain('2025/01/15, 판교 ,볼펜,300,450000');

    const workbook = await fileOf('table-clean-up', locale, 'sales.xlsx');
    expect(sheetNames(workbook)).toEqual(sheets);
    const table = sheetRows(workbook, 1);
    expect(table).toHaveLength(13);
    expect(table.slice(0, 3)).toEqual([
      ['날짜', '지점', '품목', '수량', '금액'],
      ['2025-01-06', '강남', '노트', '120', '1200000'],
      ['2025-01-15', '판교', '볼펜', '300', '450000'],
    ]);
    expect(new Set(table.slice(1).map(([, branch]) => branch))).toEqual(new Set(['강남', '판교']));
    const sums = sheetRows(workbook, 2);
    expect(sums.slice(0, 2)).toEqual([
      [month, '금액'],
      [first, '1650000'],
    ]);
    const total = (rows: readonly string[][], column: number) => rows.slice(1).reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
    expect(total(sums, 1)).toBe(total(table, 4));
    expect(sheetRows(workbook, 3)).toContainEqual(dropped);
    const chart = zipText(workbook, 'xl/charts/chart1.xml');
    expect([...chart.matchAll(/<f>(.*?)<\/f>/g)].map(([, cells]) => cells)).toEqual([
      `'${sheets[1]}'!B1`,
      `'${sheets[1]}'!$A$2:$A$7`,
      `'${sheets[1]}'!$B$2:$B$7`,
    ]);
    for (const label of [title, month, '금액']) expect(chart).toContain(`<a:t>${label}</a:t>`);

    const picture = await fileOf('table-clean-up', locale, 'sales-chart.png');
    mkdirSync(SCREENS, { recursive: true });
    writeFileSync(path.join(SCREENS, `office-chart-${locale}.png`), picture);
    const drawn = readPng(picture);
    expect([drawn.width > 600, drawn.height > 300, drawn.colours > 50]).toEqual([true, true, true]);
    const boxes = drawingsInTitle(readPng(drawWithBoxes(title)));
    expect(drawingsInTitle(drawn)).toBeGreaterThan(boxes);
    if (locale === 'ko') expect([drawingsInTitle(drawn), boxes]).toEqual([4, 1]);
  });

  it.each([
    {
      locale: 'ko',
      cite: /\((\d+)쪽\)/,
      figure: '- 저장 장치 암호화는 2025년 6월 20일까지 켜야 합니다. (3쪽)',
      date: '| 다음 달 5일 | 영수증은 다음 달 5일까지 냅니다. | 4 |',
    },
    {
      locale: 'en',
      cite: /\(p\. (\d+)\)/,
      figure: '- Its disk must be encrypted by June 20, 2025. (p. 3)',
      date: '| 5 pm | Ask by 5 pm on the day before. | 2 |',
    },
  ] as const)('each sentence of a summary stands on the page of the PDF that it names: $locale', async ({ locale, cite, figure, date }) => {
    const pdf = await fileOf('pdf-reading', locale, 'guide.pdf');
    const pages = (await textOf('pdf-reading', locale, 'guide.txt')).split('---\n').map((text) => text.trim().replaceAll('\n', ' '));
    expect(pages).toHaveLength(4);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(4);
    expect(pdfPages(pdf)).toEqual(pages);
    const summary = await textOf('pdf-reading', locale, 'summary.md');
    expect(summary).toContain(figure);
    const cited = summary.split('\n').flatMap((line) => {
      const number = cite.exec(line)?.[1];
      return number === undefined
        ? []
        : [
            {
              number: Number(number),
              said: line
                .replace(cite, '')
                .replace(/^- (\*\*.*?\*\*: )?/, '')
                .trim(),
            },
          ];
    });
    expect(cited.length).toBeGreaterThan(7);
    expect(new Set(cited.map(({ number }) => number))).toEqual(new Set([1, 2, 3, 4]));
    for (const { number, said } of cited) expect(pages[number - 1]).toContain(said);
    expect(await textOf('pdf-reading', locale, 'deadlines.md')).toContain(date);
  });

  it.each([
    { locale: 'ko', open: '예산: 1,200만 원 [1] / 1,350만 원 [3]', source: /^\[3\] minutes\.docx: 개편 회의록/ },
    { locale: 'en', open: 'Budget: $12,000 [1] / $13,500 [3]', source: /^\[3\] minutes\.docx: Minutes of the meeting/ },
  ] as const)('three documents are one report that names its sources: $locale', async ({ locale, open, source }) => {
    const minutes = wordParagraphs(await fileOf('report-writing', locale, 'minutes.docx'));
    const paragraphs = wordParagraphs(await fileOf('report-writing', locale, 'report.docx'));
    expect(paragraphs).toContain(open);
    expect(paragraphs.filter((text) => /^\[\d\] /.test(text)).map((text) => text.split(':')[0])).toEqual([
      '[1] plan.md',
      '[2] survey.txt',
      '[3] minutes.docx',
    ]);
    expect(paragraphs.some((text) => source.test(text))).toBe(true);
    expect(paragraphs).toContain(`${minutes.at(-1) ?? ''} [3]`);
  });

  it('are shown by the page, chart and table and summary', async () => {
    await openSession(played.get(keyOf('table-clean-up', 'ko')));
    await openFile('sales-chart.png');
    await expect.poll(() => page.getByTestId('file-image').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(960);
    await takeScreen(page, 'office-chart');
    await openFile('sales.xlsx');
    await page.getByTestId('file-table').getByText('판교').first().waitFor();
    await takeScreen(page, 'office-workbook');
    await openSession(played.get(keyOf('pdf-reading', 'ko')));
    await openFile('summary.md');
    await page.locator('oma-file-view').getByText('(3쪽)').first().waitFor();
    await takeScreen(page, 'office-summary');
  });

  it('are made of an attached file as well, whose rows of totals are no data', async () => {
    const raw = await fileOf('table-clean-up', 'ko', 'sales-raw.csv');
    const empty = Buffer.from(',,,,\n');
    // A total in CP949 that does not fit.
    const total = Buffer.concat([Buffer.from([0xc7, 0xd5, 0xb0, 0xe8]), Buffer.from(',,,,"9,999"\n')]);
    const { session_id } = await client.createSession();
    await openSession(session_id);
    await page
      .getByTestId('attach-picker')
      .setInputFiles([{ name: '지점 매출.csv', mimeType: 'text/csv', buffer: Buffer.concat([raw, empty, total]) }]);
    await page.locator('[data-testid=attached][data-state=ready]').waitFor();
    await page.getByTestId('composer').fill('첨부한 표를 엑셀로 정리하고 차트를 그려 줘');
    await page.getByTestId('composer').press('Enter');
    await page.getByTestId('reply-text').getByText('지점 매출.xlsx').waitFor();
    await openFile('지점 매출-chart.png');
    await expect.poll(() => page.getByTestId('file-image').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(960);
    await takeScreen(page, 'office-attached');
    await page.getByTestId('reply-text').getByText('금액: 적힌 값 9,999, 행을 더한 값').waitFor();
    const sales = await fileOf('table-clean-up', 'ko', 'sales.xlsx');
    const { body } = await client.api('GET', `/api/sessions/${session_id}/files/${encodeURIComponent('지점 매출.xlsx')}`);
    const workbook = Buffer.from(await (await fetch(FileAddress.parse(body).url)).arrayBuffer());
    for (const sheet of [1, 2]) expect(sheetRows(workbook, sheet)).toEqual(sheetRows(sales, sheet));
    expect(sheetRows(workbook, 3)).toEqual(
      expect.arrayContaining([
        ['빈 행 지움', '1'],
        ['합계 행 따로 둠', '1'],
      ]),
    );
  });
});
