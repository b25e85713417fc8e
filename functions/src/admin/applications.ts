import {
  Application,
  type ApplicationDocument,
  type ApplicationList,
  type ApplicationStatus,
  toWire,
  type UserDocument,
} from '@oma/contract';
import type { Query } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import { includesWords } from '../includes-words.ts';
import { readPage } from '../firestore/read-page.ts';

/** Applications, those that wait first, newest first; of one status, or with these words in name, address or purpose. */
export async function listApplications(
  documents: Documents,
  given: { status: ApplicationStatus | null; words: string; cursor: string | null },
): Promise<ApplicationList> {
  const all: Query<ApplicationDocument> =
    given.status === null
      ? documents.applications().orderBy('status', 'desc').orderBy('applied_at', 'desc')
      : documents.applications().where('status', '==', given.status).orderBy('applied_at', 'desc');
  const counted = given.status === null ? documents.applications() : documents.applications().where('status', '==', given.status);
  const last = given.cursor === null ? null : await documents.application(given.cursor).get();
  const page = await readPage(all, last, ({ name, email, purpose }) => includesWords([name, email, purpose], given.words));
  const [users, total] = await Promise.all([readUsers(documents, page.shown), counted.count().get()]);
  return {
    applications: page.shown.map((document, index) => applicationAnswer(document.id, document.data(), users[index])),
    total: total.data().count,
    ...(page.next === null ? {} : { next: page.next }),
  };
}

const readUsers = (documents: Documents, shown: readonly { id: string }[]): Promise<(UserDocument | undefined)[]> =>
  Promise.all(shown.map(async ({ id }) => (await documents.user(id).get()).data()));

const applicationAnswer = (id: string, application: ApplicationDocument, user: UserDocument | undefined): Application =>
  Application.parse({ id, ...toWire(application), beta_status: user?.beta_status ?? 'none', day_usd: user?.day_usd ?? null });
