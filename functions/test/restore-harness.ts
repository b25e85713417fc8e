import { budgetDay, budgetHour, OperationHour, UsageCounter } from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type AccountHarness, fill } from './emulator/account-harness.ts';

const emulator = (): string => process.env['FIRESTORE_EMULATOR_HOST'] ?? '';

async function post(project: string, verb: 'export' | 'import', body: object): Promise<void> {
  const response = await fetch(`http://${emulator()}/emulator/v1/projects/${project}:${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
    body: JSON.stringify({ database: `projects/${project}/databases/(default)`, ...body }),
  });
  if (!response.ok) throw new Error(`${verb} of ${project}: ${await response.text()}`);
}

/** Documents of every kind that there is. */
export async function fillEveryKind(accounts: AccountHarness): Promise<void> {
  const { documents } = accounts.deps;
  const { now } = accounts.harness.clock;
  const person = await accounts.signIn();
  await fill(accounts, person);
  const month = UsageCounter.parse({ turns: 1 });
  await documents.platformMonth(now).set(month);
  await documents.platformMonthShard(now, 3).set(month);
  const hour = OperationHour.parse({ done: 1, first_text: { 3: 1 } });
  await documents.operations(now, 0).set({ day: budgetDay(now), hours: { [budgetHour(now)]: hour }, expire_at: now });
  const deletion = { google_id: person.googleId, emails: [person.email], requested_at: now, next_at: now };
  await documents.accountDeletion(person.uid).set({ ...deletion, pass: 'first', closed_at: null });
  await documents.deletionTrace(person.uid, randomUUID()).set({ kind: 'session', cleared: false });
  await documents.deletedSession(randomUUID()).set({ look_again_at: now, cleared: true });
}

/** What the emulators' `--export-on-exit` leaves in `folder`, of one project. */
export async function exportProject(projectId: string, folder: string): Promise<void> {
  await post(projectId, 'export', { export_directory: folder, export_name: 'firestore_export' });
  const metadataFile = 'firestore_export/firestore_export.overall_export_metadata';
  const metadata = { version: '15.34.2', firestore: { version: '1.19.8', path: 'firestore_export', metadata_file: metadataFile } };
  await writeFile(path.join(folder, 'firebase-export-metadata.json'), JSON.stringify(metadata));
}

/** An export, imported into a project that holds nothing else. */
export async function importAnew(folder: string): Promise<Firestore> {
  const projectId = `demo-restored-${randomUUID().slice(0, 8)}`;
  const file = path.join(folder, 'firestore_export', 'firestore_export.overall_export_metadata');
  await post(projectId, 'import', { export_directory: file });
  return new Firestore({ projectId });
}

/** Makes one question unreadable; answers its path. */
export async function spoilAQuestion(firestore: Firestore): Promise<string> {
  const { docs } = await firestore.collectionGroup('messages').where('role', '==', 'user').limit(1).get();
  const [question] = docs;
  if (question === undefined) throw new Error('there is no question to spoil');
  await question.ref.update({ content: 7 });
  return question.ref.path;
}
