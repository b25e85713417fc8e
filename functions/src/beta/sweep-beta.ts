import { budgetDay } from '@oma/contract';
import { queueMail } from '../mail/queue-mail.ts';
import { addressKey, readAdmins } from './announce-application.ts';
import type { BetaDeps } from './beta-deps.ts';

const DIGEST_HOUR = 9;
const seoulHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Seoul', hour: 'numeric', hourCycle: 'h23' });

/** Every minute: the daily digest from nine o'clock in Seoul, and whoever is no admin any more loses the mark. */
export async function sweepBeta(deps: BetaDeps): Promise<void> {
  await Promise.all([sendDigests(deps), unmarkFormerAdmins(deps)]);
}

async function sendDigests(deps: BetaDeps): Promise<void> {
  const now = deps.now();
  if (Number(seoulHour.format(now)) < DIGEST_HOUR) return;
  const admins = (await readAdmins(deps)).filter(({ notices }) => notices === 'digest');
  if (admins.length === 0) return;
  if ((await deps.documents.applications().where('status', '==', 'pending').limit(1).select().get()).empty) return;
  for (const { email, locale } of admins) {
    const id = `digest-${budgetDay(now)}-${addressKey(email)}`;
    if ((await deps.documents.mail(id).get()).exists) continue;
    await queueMail(deps, id, { to: [email], template: { name: 'digest', locale, data: {} } });
  }
}

/** The mark lets an admin read in Firestore; it is set at sign-in, and must not outlive the configuration. */
async function unmarkFormerAdmins(deps: BetaDeps): Promise<void> {
  const marked = await deps.documents.users().where('admin', '==', true).get();
  await Promise.all(
    marked.docs
      .filter((document) => !deps.adminEmails.includes(document.data().email))
      .map((document) => document.ref.update({ admin: false })),
  );
}
