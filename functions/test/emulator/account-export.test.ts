import { AccountExport, ASK_TOOL, Conversation, DEFAULT_CONFIG, newSession, objects as names } from '@oma/contract';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import yauzl from 'yauzl';
import { exportAccount } from '../../src/accounts/export-account.ts';
import { freshLife } from '../../src/mail/delivery.ts';
import {
  type AccountHarness,
  addAgent,
  addRun,
  addSession,
  ADMIN,
  createAccounts,
  fill,
  replyTo,
  type SignedIn,
} from './account-harness.ts';
import { type ObjectHarness, startObjects } from './object-harness.ts';
import { nextMessageId } from './run-harness.ts';

let store: ObjectHarness;
let accounts: AccountHarness;
beforeAll(async () => {
  store = await startObjects();
});
afterAll(() => store.close());
beforeEach(async () => {
  accounts = await createAccounts(store);
});
afterEach(() => accounts.close());

const ask = async (who: SignedIn): Promise<AccountExport> =>
  AccountExport.parse(await (await accounts.call('GET', '/api/me/export', who)).json());

const openZip = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer);

/** Every file of an archive, as an unpacking program sees them: it refuses names that lead out of the folder. */
async function unpack(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await openZip(archive, { lazyEntries: true, strictFileNames: true });
  const files = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error !== null) {
          reject(error);
          return;
        }
        void buffer(stream).then((content) => {
          files.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
      });
    });
    zip.on('end', resolve).on('error', reject);
    zip.readEntry();
  });
  return files;
}

async function download(who: SignedIn): Promise<{ files: Map<string, Buffer>; response: Response; answer: AccountExport }> {
  const answer = await ask(who);
  const response = await fetch(answer.url);
  const archive = Buffer.from(await response.arrayBuffer());
  expect(archive.length).toBe(answer.bytes);
  return { files: await unpack(archive), response, answer };
}
const jsonIn = (files: Map<string, Buffer>, name: string): unknown => JSON.parse(files.get(name)!.toString());
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('an archive of all own data', () => {
  it('holds every file with its content, and nothing of anybody else', async () => {
    const other = await accounts.signIn('이바다');
    await fill(accounts, other);
    const me = await accounts.signIn('김하늘');
    await fill(accounts, me);
    const { documents, objects } = accounts.deps;
    await addAgent(accounts, me.uid, '보고서 도우미', 51);
    await addAgent(accounts, me.uid, '보고서: "매출/월간"?');
    // The archive that `fill` left is too old to be given again.
    accounts.harness.clock.pass(6 * 60_000);
    const long = '긴 답변 '.repeat(200_000);
    const cut = { content: '긴 답변', parts: [{ k: 'text' as const, s: '긴 답변', object: 'x' }] };
    const { sessionId, messageId } = await addSession(accounts, me.uid, { title: '매출 보고서'.normalize('NFD'), answer: cut });
    await objects.write(
      names.reply(sessionId, messageId),
      'application/json',
      JSON.stringify({ content: long, parts: [{ k: 'text', s: '더 긴 답변' }] }),
    );
    const files = randomBytes(9 * 1024 * 1024);
    const workspace = { object: names.workspace(sessionId, 'run', 1), size: files.length, sha256: sha256(files), files: 3 };
    await fetch(await objects.writeUrl(workspace.object, files.length, new Date()), {
      method: 'PUT',
      body: files,
      headers: {
        'content-type': 'application/gzip',
        'x-goog-if-generation-match': '0',
        'x-goog-content-length-range': `0,${files.length}`,
      },
    });
    await objects.write(names.memory(workspace.object), 'application/gzip', 'what Claude remembers');
    const used = { input_tokens: 7, output_tokens: 8, cost_usd: 0.09 };
    const closedAt = new Date(accounts.harness.clock.now.getTime() + 1000);
    await documents.session(sessionId).update({ workspace, status: 'closed', last_activity: closedAt, usage: used });
    const again = nextMessageId();
    const uploads = await documents.uploads().where('user_id', '==', me.uid).get();
    const upload = uploads.docs[0]!.id;
    const taken = { ...uploads.docs[0]!.data(), name: '받은 것.csv', taken_at: closedAt, created_at: closedAt };
    await documents.upload(randomUUID()).set(taken);
    const form = (await documents.referenceFiles().where('user_id', '==', me.uid).get()).docs[0]!.id;
    const forked = { session_id: randomUUID(), message_id: messageId, files: 'none' } as const;
    await documents.session(sessionId).update({ shared_at: closedAt, forked_from: forked });
    const draft = { name: '다른 이름', icon: 'bot', description: '', tags: [], config: DEFAULT_CONFIG };
    await documents.sessionDraft(sessionId).set({ agent: draft, judged: [], updated_at: closedAt });
    await documents
      .question(sessionId, again)
      .set({ role: 'user', content: '다시', created_at: closedAt, status: 'failed', retry_of: messageId, attachments: [upload] });
    const times = { created_at: accounts.harness.clock.now, claimed_at: accounts.harness.clock.now, ended_at: closedAt };
    await addRun(accounts, me.uid, sessionId, null, { ...times, execution: 'internal-name', turns: 2, usage: used, cost_usd: 0.09 });
    await addSession(accounts, me.uid, { title: '' });
    await accounts.firestore.doc('mail/digest-2026-11-26-x').set({
      to: [me.email],
      template: { name: 'digest', locale: 'ko', data: { people: [{ name: other.name, email: other.email }], more: 0 } },
      ...freshLife(accounts.harness.clock.now),
    });

    const { files: found, response, answer } = await download(me);
    expect([...found.keys()].sort()).toEqual(
      [
        'README.txt',
        'agent-files.json',
        `agent-files/${form}/양식.docx`,
        'agents/보고서 도우미 (2).agent.json',
        'agents/보고서 도우미 (2).json',
        'agents/보고서 도우미.agent.json',
        'agents/보고서 도우미.json',
        'agents/보고서_ _매출_월간__.agent.json',
        'agents/보고서_ _매출_월간__.json',
        'application.json',
        'attachments.json',
        `attachments/${upload}/매출.csv`,
        'conversations/매출 보고서.json',
        'conversations/매출 보고서.md',
        'conversations/매출 보고서/workspace.tar.gz',
        'conversations/제목 없는 대화.json',
        'conversations/제목 없는 대화.md',
        'conversations/지운 대화.json',
        'conversations/지운 대화.md',
        'conversations/첫 대화.json',
        'conversations/첫 대화.md',
        'mail.json',
        'profile.json',
        'shares.json',
        'usage.json',
      ].sort(),
    );
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="AI Agent Platform \d{4}-\d\d-\d\d\.zip"/);
    expect(new Date(answer.expires_at).getTime() - Date.now()).toBeGreaterThan(14 * 60_000);
    expect(sha256(found.get('conversations/매출 보고서/workspace.tar.gz')!)).toBe(workspace.sha256);
    expect(jsonIn(found, 'profile.json')).toMatchObject({ uid: me.uid, email: me.email, name: '김하늘', beta_status: 'approved' });
    expect(jsonIn(found, 'application.json')).toMatchObject({ purpose: '보고서를 쓰고 싶어요', status: 'approved' });
    const { messages, ...head } = Conversation.parse(jsonIn(found, 'conversations/매출 보고서.json'));
    expect(head).toMatchObject({ session_id: sessionId, user_id: me.uid, agent_id: null });
    expect(messages.map(({ role, content }) => [role, content.length])).toEqual([
      ['user', 5],
      ['assistant', long.length],
      ['user', 2],
    ]);
    expect(messages[1]!.content === long).toBe(true);
    expect(found.get('conversations/매출 보고서.md')!.toString().includes(long)).toBe(true);
    const { messages: whole, ...session } = jsonIn(found, 'conversations/매출 보고서.json') as { messages: object[] };
    expect(session).toEqual({
      ...head,
      title: '매출 보고서'.normalize('NFD'),
      kind: 'work',
      status: 'closed',
      agent_version: 1,
      last_activity: closedAt.toISOString(),
      read_at: null,
      message_count: 1,
      usage: used,
      shared_at: closedAt.toISOString(),
      forked_from: forked,
      design: null,
      deleted_at: null,
      draft,
      runs: [
        {
          state: 'ended',
          outcome: 'completed',
          created_at: times.created_at.toISOString(),
          started_at: times.claimed_at.toISOString(),
          ended_at: closedAt.toISOString(),
          turns: 2,
          usage: { input_tokens: 7, output_tokens: 8 },
          cost_usd: 0.09,
        },
      ],
    });
    expect((jsonIn(found, 'conversations/지운 대화.json') as { deleted_at: string }).deleted_at).toMatch(/^2\d{3}-/);
    expect(whole[0]).toMatchObject({ id: messageId, status: 'done', retry_of: null });
    expect(whole[2]).toMatchObject({ id: again, status: 'failed', retry_of: messageId, attachments: [upload] });
    const readme = found.get('README.txt')!.toString();
    expect(readme).toContain('시각은 .json 파일에서는 UTC, .md 파일에서는 서울 시간이에요.');
    expect(found.get('conversations/매출 보고서.md')!.toString()).toContain(' (Asia/Seoul)');
    expect(whole[1]).toMatchObject({
      reply_to: messageId,
      status: 'done',
      parts: [{ k: 'text', s: '더 긴 답변' }],
      cost_usd: 0.01,
      error: null,
    });
    const versions = [...found]
      .filter(([name]) => name.startsWith('agents/') && !name.endsWith('.agent.json'))
      .map(([name]) => jsonIn(found, name) as { versions: object[] });
    expect(versions.map((agent) => agent.versions.length).sort()).toEqual([2, 2, 51]);
    expect(versions[0]).toMatchObject({
      tests: [{ id: 'a' }],
      required_rate: 1,
      test_runs: [{ id: 'run-1', state: 'done', spent_usd: 0.01 }],
    });
    const content = found.get('agents/보고서 도우미.agent.json')!.toString();
    const back = await accounts.call('POST', '/api/agents/import', me, { content });
    expect(back.status).toBe(201);
    expect(await back.json()).toMatchObject({ name: '보고서 도우미' });
    expect(jsonIn(found, 'attachments.json')).toMatchObject({
      attachments: [{ id: upload, name: '매출.csv', size: 1 }, { name: '받은 것.csv' }],
    });
    expect(found.get(`attachments/${upload}/매출.csv`)!.toString()).toBe(me.uid);
    expect(jsonIn(found, 'agent-files.json')).toMatchObject({ files: [{ id: form, name: '양식.docx', agents: [expect.any(String)] }] });
    expect(found.get(`agent-files/${form}/양식.docx`)!.toString()).toBe(me.uid);
    const [share] = (await documents.shares().where('user_id', '==', me.uid).get()).docs;
    const { session_id, until, unanswered, created_at } = share!.data();
    const told = { session_id, title: '매출', until, unanswered, created_at: created_at.toISOString() };
    expect(jsonIn(found, 'shares.json')).toEqual({ shares: [told] });
    expect([...found].filter(([, content]) => content.includes(share!.id))).toEqual([]);
    expect(jsonIn(found, 'usage.json')).toMatchObject({ days: [{ turns: 1 }] });
    expect(jsonIn(found, 'mail.json')).toMatchObject({
      mail: [
        { template: { name: 'approved', data: { name: me.name } }, state: 'PENDING', sent_at: null },
        { template: { name: 'receipt', data: { email: me.email } } },
        { template: { name: 'digest' } },
      ],
    });
    const all = [...found].map(([name, content]) => name + content.toString()).join('');
    const foreign = [other.uid, other.email, other.name, ADMIN, '비밀', 'what Claude remembers', 'internal-name', 'lease'];
    expect(/run_[0-9a-z]{20}/.test(all)).toBe(false);
    expect(foreign.filter((one) => all.includes(one))).toEqual([]);
  });

  it('is given to a person without approval, and before anything was done here', async () => {
    const me = await accounts.signIn('김\u202e하늘\u200b');
    const { files } = await download(me);
    expect(jsonIn(files, 'profile.json')).toMatchObject({ name: '김하늘' });
    expect([...files.keys()].sort()).toEqual([
      'README.txt',
      'agent-files.json',
      'attachments.json',
      'mail.json',
      'profile.json',
      'shares.json',
      'usage.json',
    ]);
  });

  it('is made once at a time; a call within minutes gets the same, a later one a new one', async () => {
    const me = await accounts.signIn();
    const made = vi.spyOn(accounts.deps.objects, 'writeStream');
    const pathOf = ({ url }: AccountExport): string => new URL(url).pathname;
    const [first, second] = await Promise.all([ask(me), ask(me)]);
    expect(pathOf(second)).toBe(pathOf(first));
    accounts.harness.clock.pass(4 * 60_000);
    expect(pathOf(await ask(me))).toBe(pathOf(first));
    expect(made).toHaveBeenCalledTimes(1);
    accounts.harness.clock.pass(2 * 60_000);
    expect(pathOf(await ask(me))).not.toBe(pathOf(first));
    expect(made).toHaveBeenCalledTimes(2);
    made.mockRestore();
  });

  it('that is being made elsewhere is waited for, and begun anew when its maker is believed no more', async () => {
    const me = await accounts.signIn();
    const { documents, now } = accounts.deps;
    const user = (await documents.user(me.uid).get()).data()!;
    const elsewhere = { object: names.accountExport(me.uid, now()), finished: null, expire_at: now() };
    await documents.accountExport(me.uid).set({ ...elsewhere, lease_until: new Date(now().getTime() + 1000) });
    const deps = { ...accounts.deps, platform: { name: '플랫폼' } };
    expect(await exportAccount(deps, { uid: me.uid, user }, 0)).toEqual({ ok: false, error: 'busy' });
    accounts.harness.clock.pass(1001);
    expect(await exportAccount(deps, { uid: me.uid, user }, 0)).toMatchObject({ ok: true });
  });

  it('that could not be stored leaves no object, and the next call begins anew', async () => {
    const me = await accounts.signIn();
    const { sessionId } = await addSession(accounts, me.uid);
    const workspace = { object: names.workspace(sessionId, 'run', 1), size: 1, sha256: '', files: 1 };
    await accounts.deps.objects.write(workspace.object, 'application/gzip', 'files');
    await accounts.deps.documents.session(sessionId).update({ workspace });
    const broken = vi.spyOn(accounts.deps.objects, 'read').mockRejectedValueOnce(new Error('no such luck'));
    expect((await accounts.call('GET', '/api/me/export', me)).status).toBe(500);
    broken.mockRestore();
    const mine = async () => [...(await store.all()).keys()].filter((name) => name.startsWith(names.exportPrefix(me.uid)));
    expect(await mine()).toEqual([]);
    accounts.harness.clock.pass(1);
    expect((await download(me)).files.has('conversations/첫 대화/workspace.tar.gz')).toBe(true);
    expect(await mine()).toHaveLength(1);
  });

  it('is deleted after an hour', async () => {
    const me = await accounts.signIn();
    const { url } = await ask(me);
    for (let minute = 0; minute < 59; minute += 20) {
      accounts.harness.clock.pass(19 * 60_000);
      await accounts.minute();
    }
    expect((await fetch(url)).status).toBe(404);
    expect((await accounts.deps.documents.accountExport(me.uid).get()).exists).toBe(false);
  });

  it('of an account that is deleted meanwhile is deleted with it', async () => {
    const me = await accounts.signIn();
    const objects = {
      ...accounts.deps.objects,
      writeStream: async (...given: Parameters<typeof accounts.deps.objects.writeStream>) => {
        const bytes = await accounts.deps.objects.writeStream(...given);
        expect((await accounts.call('DELETE', '/api/me', me)).status).toBe(204);
        return bytes;
      },
    };
    const user = (await accounts.deps.documents.user(me.uid).get()).data()!;
    const deps = { ...accounts.deps, objects, platform: { name: 'x' } };
    expect(await exportAccount(deps, { uid: me.uid, user })).toEqual({ ok: false, error: 'gone' });
    expect([...(await store.all()).keys()].filter((name) => name.includes(me.uid))).toEqual([]);
  });
});

describe('one conversation to take away', () => {
  const address = (id: string, format = '') => `/api/sessions/${id}/conversation${format}`;

  it('has every question in order with its answer behind it, over any number of pages, also when it is closed', async () => {
    const me = await accounts.signIn();
    const { documents } = accounts.deps;
    await documents.user(me.uid).update({ beta_approved: true, beta_status: 'approved' });
    const sessionId = randomUUID();
    const begun = accounts.harness.clock.now;
    const session = newSession({ id: sessionId, uid: me.uid, agentId: null, agentVersion: 0, kind: 'work', now: begun });
    await documents.session(sessionId).set({ ...session, status: 'closed', title: '긴\n대화' });
    const asked: string[] = [];
    for (let number = 0; number < 47; number += 1) {
      const id = nextMessageId();
      asked.push(id);
      // Three at a time in the same moment: then the id decides.
      const created_at = new Date(begun.getTime() + Math.floor(number / 3));
      await documents.question(sessionId, id).set({ role: 'user', content: `질문 ${number}`, created_at, status: 'done' });
      const answeredAt = new Date(begun.getTime() + 60_000 - number);
      if (number !== 46) await documents.reply(sessionId, id).set({ ...replyTo(id, answeredAt), content: `답변 ${number}` });
    }
    await documents.reply(sessionId, asked[45]!).update({ status: 'streaming' });

    const response = await accounts.call('GET', address(sessionId), me);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('긴 대화.json'));
    const conversation = Conversation.strict().parse(await response.json());
    expect(conversation).toMatchObject({ session_id: sessionId, user_id: me.uid, agent_id: null, created_at: begun.toISOString() });
    const expected = asked.flatMap((_id, number) => [`질문 ${number}`, ...(number < 45 ? [`답변 ${number}`] : [])]);
    expect(conversation.messages.map(({ content }) => content)).toEqual(expected);

    const markdown = await accounts.call('GET', address(sessionId, '?format=markdown'), me);
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(markdown.headers.get('content-disposition')).toBe(
      `attachment; filename="_ __.md"; filename*=UTF-8''${encodeURIComponent('긴 대화.md')}`,
    );
    const text = await markdown.text();
    expect(text).toMatch(/^# 긴 대화\n/);
    expect(text.match(/(?:질문|답변) \d+$/gm)).toEqual(expected);
    expect((await accounts.call('GET', address(sessionId, '?format=html'), me)).status).toBe(422);
  });

  it('says what was asked of the person, and what they said', async () => {
    const me = await accounts.signIn();
    const { documents } = accounts.deps;
    await documents.user(me.uid).update({ beta_approved: true });
    const use = { k: 'tool', id: 'toolu_1', name: ASK_TOOL, input: '{}', result: null } as const;
    const { sessionId, messageId } = await addSession(accounts, me.uid, { answer: { parts: [use] } });
    const { now } = accounts.harness.clock;
    const question = (words: string) => ({ question: words, header: '', multi_select: true, options: [] });
    const ask = { created_at: now, expires_at: now, default: 'best_judgement' } as const;
    const said = [{ choices: ['CSV', '문서'], other: '그림도' }];
    await documents
      .ask(sessionId, messageId, 'toolu_1')
      .set({ ...ask, questions: [question('어떤 형식으로\n드릴까요?')], answer: { by: 'person', at: now, replies: said } });
    await documents
      .ask(sessionId, messageId, 'toolu_2')
      .set({ ...ask, created_at: new Date(now.getTime() + 1), questions: [question('계속할까요?')], answer: { by: 'timeout', at: now } });
    const text = await (await accounts.call('GET', address(sessionId, '?format=markdown'), me)).text();
    expect(text).toContain(
      '\n반가워요\n\n**되물음**\n\n- 어떤 형식으로 드릴까요?\n  - CSV, 문서, 그림도\n\n**되물음**\n\n- 계속할까요?\n  - (답하지 않음)\n',
    );
  });

  it('without a message has none, and is nobody else’s', async () => {
    const me = await accounts.signIn();
    const { documents } = accounts.deps;
    const sessionId = randomUUID();
    const { now } = accounts.harness.clock;
    await documents.session(sessionId).set(newSession({ id: sessionId, uid: me.uid, agentId: null, agentVersion: 0, kind: 'work', now }));
    expect((await accounts.call('GET', address(sessionId), me)).status).toBe(403);
    await documents.user(me.uid).update({ beta_approved: true });
    expect(await (await accounts.call('GET', address(sessionId), me)).json()).toMatchObject({ messages: [] });
    const other = await accounts.signIn('이바다');
    await documents.user(other.uid).update({ beta_approved: true });
    expect((await accounts.call('GET', address(sessionId), other)).status).toBe(404);
    expect((await accounts.call('GET', address('no-uuid'), me)).status).toBe(404);
    expect((await accounts.call('GET', address(sessionId), null)).status).toBe(401);
  });
});
