import {
  type AgentDocument,
  ApplicationDocument,
  type Locale,
  objects as names,
  ReferenceFileDocument,
  ShareDocument,
  toWire,
  UploadDocument,
  UsageCounter,
  type UserDocument,
} from '@oma/contract';
import { FieldPath, type QueryDocumentSnapshot } from '@google-cloud/firestore';
import { Readable } from 'node:stream';
import { readTests } from '../agent-tests/keep-tests.ts';
import { testRunAnswer } from '../agent-tests/newest-runs.ts';
import { agentAnswer } from '../agents/agent-answer.ts';
import { versionAnswer } from '../agents/agent-versions.ts';
import { exportAgent } from '../agents/export-agent.ts';
import type { Documents } from '../firestore/documents.ts';
import { withIdPrefix } from '../firestore/with-id-prefix.ts';
import { fileName, uniqueNames } from '../objects/file-name.ts';
import type { Zip } from '../objects/zip-into-store.ts';
import { conversationMarkdown, conversationTitle, wholeConversationJson } from '../sessions/conversation-text.ts';
import type { AccountDeps } from './account-deps.ts';
import { archiveReadme } from './archive-readme.ts';
import { isLetterAbout } from './whose.ts';

const PAGE = 50;

type ArchiveDeps = Pick<AccountDeps, 'documents' | 'objects' | 'now'> & { platform: { name: string } };
/** Whose data, and in which language what has no name of its own is called. */
type Owner = { uid: string; user: UserDocument };

/** Puts all data of one person into an archive, and nobody else's. One conversation and one agent is in memory at a time, and no workspace. */
export async function fillArchive(deps: ArchiveDeps, { uid, user }: Owner, zip: Zip): Promise<void> {
  await zip.add('README.txt', textOf(archiveReadme(deps.platform.name, deps.now())));
  await zip.add('profile.json', jsonOf({ uid, ...toWire(user) }));
  const application = (await deps.documents.application(uid).get()).data();
  if (application !== undefined) await zip.add('application.json', jsonOf(toWire(OwnApplication.parse(application))));
  await addAgents(deps, uid, user.locale, zip);
  await addReferenceFiles(deps, uid, zip);
  await addConversations(deps, uid, user.locale, zip);
  await addUploads(deps, uid, zip);
  await zip.add('shares.json', jsonOf({ shares: await readShares(deps, uid) }));
  await zip.add('usage.json', jsonOf({ days: await readDays(deps, uid) }));
  await zip.add('mail.json', jsonOf({ mail: await readLetters(deps, uid, user.email) }));
}

/** The application as its person knows it: which admin decided is that admin's matter. */
const OwnApplication = ApplicationDocument.omit({ decided_by: true });

const OwnShare = ShareDocument.omit({ user_id: true });
const OwnFile = ReferenceFileDocument.pick({ name: true, size: true, agents: true, created_at: true });
const OwnUpload = UploadDocument.pick({ session_id: true, name: true, size: true, created_at: true });

const textOf = (text: string): Readable => Readable.from([text], { objectMode: false });
const jsonOf = (value: object): Readable => textOf(`${JSON.stringify(value, null, 2)}\n`);
const piecesOf = (pieces: AsyncGenerator<string>): Readable => Readable.from(pieces, { objectMode: false });

async function addAgents({ documents }: ArchiveDeps, uid: string, locale: Locale, zip: Zip): Promise<void> {
  const unique = uniqueNames(['.json', '.agent.json']);
  const own = documents
    .agents()
    .where('owner_id', '==', uid)
    .orderBy('created_at', 'desc')
    .orderBy(FieldPath.documentId(), 'desc')
    .limit(PAGE);
  let page = await own.get();
  for (let last = page.docs.at(-1); last !== undefined; last = page.docs.at(-1)) {
    for (const agent of page.docs) {
      const name = unique(fileName(agent.data().name, locale === 'ko' ? '에이전트' : 'agent'));
      await zip.add(`agents/${name}.json`, piecesOf(agentJson(documents, agent)));
      await zip.add(`agents/${name}.agent.json`, textOf(exportAgent(agent.data(), 'own', null).content));
    }
    page = await own.startAfter(last).get();
  }
}

async function* agentJson(documents: Documents, agent: QueryDocumentSnapshot<AgentDocument>): AsyncGenerator<string> {
  const versions = documents.agentVersions(agent.id);
  yield `${JSON.stringify(agentAnswer(agent.id, agent.data())).slice(0, -1)},"versions":[`;
  let separator = '\n';
  let page = await versions.orderBy('version').limit(PAGE).get();
  for (let last = page.docs.at(-1); last !== undefined; last = page.docs.at(-1)) {
    for (const version of page.docs) {
      yield `${separator}${JSON.stringify(versionAnswer(version.data()))}`;
      separator = ',\n';
    }
    page = await versions.orderBy('version').startAfter(last).limit(PAGE).get();
  }
  const { tests, required_rate } = await readTests(documents, agent.id);
  yield `\n],"tests":${JSON.stringify(tests)},"required_rate":${JSON.stringify(required_rate)},"test_runs":[`;
  separator = '\n';
  const runs = documents.testRuns(agent.id).orderBy('created_at');
  let found = await runs.limit(PAGE).get();
  for (let last = found.docs.at(-1); last !== undefined; last = found.docs.at(-1)) {
    for (const run of found.docs) {
      yield `${separator}${JSON.stringify(testRunAnswer(run.id, run.data()))}`;
      separator = ',\n';
    }
    found = await runs.startAfter(last).limit(PAGE).get();
  }
  yield '\n]}\n';
}

async function addConversations(deps: ArchiveDeps, uid: string, locale: Locale, zip: Zip): Promise<void> {
  const unique = uniqueNames(['', '.json', '.md']);
  const own = await deps.documents.sessions().where('user_id', '==', uid).orderBy('last_activity', 'desc').select().get();
  for (const { id } of own.docs) {
    const session = (await deps.documents.session(id).get()).data();
    if (session?.user_id !== uid) continue;
    const name = `conversations/${unique(fileName(conversationTitle(session.title, locale), id))}`;
    await zip.add(`${name}.json`, piecesOf(wholeConversationJson(deps, session)));
    await zip.add(`${name}.md`, piecesOf(conversationMarkdown(deps, session, locale)));
    const files = await openWorkspace(deps, id);
    if (files !== null) await zip.add(`${name}/workspace.tar.gz`, files, true);
  }
}

/** The newest workspace of a session as it is stored. Looked up just before it is opened: of one that was replaced twice since, nothing is left. */
async function openWorkspace({ documents, objects }: ArchiveDeps, sessionId: string): Promise<Readable | null> {
  const workspace = (await documents.session(sessionId).get()).data()?.workspace ?? null;
  return workspace === null ? null : objects.read(workspace.object);
}

/** What was attached to questions. A file that a run took is in its workspace; one that none took yet is added here. */
async function addUploads({ documents, objects }: ArchiveDeps, uid: string, zip: Zip): Promise<void> {
  const uploads = (await documents.uploads().where('user_id', '==', uid).orderBy('created_at').get()).docs;
  const attachments = uploads.map((document) => toWire({ id: document.id, ...OwnUpload.parse(document.data()) }));
  await zip.add('attachments.json', jsonOf({ attachments }));
  for (const document of uploads) {
    const { session_id, name, taken_at } = document.data();
    const bytes = taken_at === null ? await objects.read(names.upload(session_id, document.id)) : null;
    if (bytes !== null) await zip.add(`attachments/${document.id}/${name}`, bytes);
  }
}

/** The own files of all agents and all their versions, each once. */
async function addReferenceFiles({ documents, objects }: ArchiveDeps, uid: string, zip: Zip): Promise<void> {
  const found = (await documents.referenceFiles().where('user_id', '==', uid).orderBy('created_at').get()).docs;
  const files = found.filter((document) => !document.data().is_going);
  const told = files.map((document) => toWire({ id: document.id, ...OwnFile.parse(document.data()) }));
  await zip.add('agent-files.json', jsonOf({ files: told }));
  for (const document of files) {
    const bytes = await objects.read(names.referenceFile(document.id));
    if (bytes !== null) await zip.add(`agent-files/${document.id}/${document.data().name}`, bytes);
  }
}

/** The links by which anybody reads a conversation; of their secret nothing is kept. */
async function readShares({ documents }: ArchiveDeps, uid: string): Promise<object[]> {
  const shares = await documents.shares().where('user_id', '==', uid).get();
  return shares.docs.map((document) => toWire(OwnShare.parse(document.data())));
}

async function readDays({ documents }: ArchiveDeps, uid: string): Promise<object[]> {
  const days = await withIdPrefix(documents.peopleDays(), `${uid}_`).get();
  return days.docs.map((document) => ({ day: document.id.slice(uid.length + 1), ...UsageCounter.parse(document.data()) }));
}

/** Letters about the person, with what they say; of what an admin was told of others, that there was a letter. */
async function readLetters({ documents }: ArchiveDeps, uid: string, email: string): Promise<object[]> {
  const letters = await documents.mails().where('to', 'array-contains', email).get();
  return letters.docs
    .sort((a, b) => a.data().created_at.getTime() - b.data().created_at.getTime())
    .map((document) => {
      const { template, created_at, delivery } = document.data();
      const { name, locale } = template;
      return toWire({
        template: isLetterAbout(uid, document.id) ? template : { name, locale },
        created_at,
        state: delivery.state,
        sent_at: delivery.state === 'SUCCESS' ? delivery.ended_at : null,
      });
    });
}
