import type { MailDocument } from '@oma/contract';
import { sweepMail } from '../../src/mail/sweep-mail.ts';
import { queueMail } from '../../src/mail/queue-mail.ts';
import { APPROVED, createMailHarness, mailerTo } from './mail-harness.ts';
import { TEST_CERTIFICATE, TEST_KEY } from './test-certificate.ts';
import { startSmtpServer, type Treatment } from './test-smtp-server.ts';

/** What may happen to an attempt. After those marked, the server has the letter and the sender cannot know. */
type Fault = {
  treatment: Treatment;
  /** Instead of the server: nobody at all, or somebody with a certificate that nobody vouches for. */
  meets?: 'nobody' | 'impostor';
  killed?: 'before sending' | 'after sending';
  isAmbiguous?: true;
};
const FAULTS: readonly Fault[] = [
  { treatment: { kind: 'none' } },
  { treatment: { kind: 'slow' } },
  { treatment: { kind: 'reset' } },
  { treatment: { kind: 'none' }, meets: 'nobody' },
  { treatment: { kind: 'none' }, meets: 'impostor' },
  { treatment: { kind: 'silent' } },
  { treatment: { kind: 'answer', at: 'recipient', code: 451 } },
  { treatment: { kind: 'answer', at: 'data', code: 421 } },
  { treatment: { kind: 'cut_after_data' }, isAmbiguous: true },
  { treatment: { kind: 'silent_after_data' }, isAmbiguous: true },
  { treatment: { kind: 'none' }, killed: 'before sending' },
  { treatment: { kind: 'none' }, killed: 'after sending', isAmbiguous: true },
];
const REFUSED: Fault = { treatment: { kind: 'answer', at: 'recipient', code: 550 } };
/** A server that never mends itself uses a letter's attempts up, which is no loss of ours. */
const LAST_FAULT = 6;

/** A number from 0 to 1 that is the same for the same words. https://github.com/bryc/code/blob/master/jshash/PRNGs.md */
function chance(...words: readonly (string | number)[]): number {
  let hash = 1779033703;
  for (const character of words.join('/')) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

export type StormLetter = {
  id: string;
  isRefused: boolean;
  mail: MailDocument;
  /** Message-IDs of the copies the server has. */
  copies: string[];
  /** Attempts after which the server had the letter and the sender could not know. */
  ambiguous: number;
};

/** Sends that many letters over a server with faults at random, a tenth of them to people it refuses; triggers and tasks are lost too. The seed decides all. */
export async function mailStorm(count: number, seed: number): Promise<StormLetter[]> {
  const current = new Map<string, Fault>();
  const attempts = new Map<string, number>();
  const ambiguous = new Map<string, number>();
  const server = await startSmtpServer((recipient) => current.get(recipient)?.treatment ?? { kind: 'none' });
  const impostor = await startSmtpServer(() => ({ kind: 'none' }), { key: TEST_KEY, cert: TEST_CERTIFICATE, disabledCommands: ['AUTH'] });
  const nobody = await startSmtpServer(() => ({ kind: 'none' }));
  await nobody.close();
  const smtp = mailerTo(server.port);
  const instead = { nobody: mailerTo(nobody.port), impostor: mailerTo(impostor.port, { host: 'localhost', security: 'starttls' }) };
  const isRefused = (recipient: string): boolean => chance(seed, 'refused', recipient) < 0.1;

  const nextFault = (recipient: string): Fault => {
    const attempt = (attempts.get(recipient) ?? 0) + 1;
    attempts.set(recipient, attempt);
    if (isRefused(recipient)) return REFUSED;
    const number = attempt > LAST_FAULT ? 0 : Math.floor(chance(seed, recipient, attempt) * FAULTS.length);
    return FAULTS[number] ?? REFUSED;
  };
  const h = createMailHarness({
    async send(letter) {
      const [recipient = ''] = letter.to;
      const fault = nextFault(recipient);
      current.set(recipient, fault);
      if (fault.isAmbiguous) ambiguous.set(recipient, (ambiguous.get(recipient) ?? 0) + 1);
      if (fault.killed === 'before sending') throw new Error('killed');
      const outcome = await (fault.meets === undefined ? smtp : instead[fault.meets]).send(letter);
      if (fault.killed === 'after sending') throw new Error('killed');
      return outcome;
    },
  });
  try {
    const letters = Array.from({ length: count }, (_, index) => ({ id: `letter-${index}`, to: `person-${index}@example.com` }));
    for (const { id, to } of letters) {
      if (chance(seed, 'trigger', id) < 0.1) await queueMail(h.deps, id, { to: [to], template: APPROVED });
      else await h.queue(id, { to });
    }
    const unsettled = async (): Promise<number> =>
      (await h.documents.mails().where('delivery.state', 'in', ['PENDING', 'PROCESSING', 'RETRY']).count().get()).data().count;
    const until = h.clock.now.getTime() + 3 * 24 * 3_600_000;
    while ((await unsettled()) > 0 && h.clock.now.getTime() < until) {
      const lost = h.tasks.findIndex(({ name }) => chance(seed, 'task', name) < 0.05);
      if (lost >= 0) h.tasks.splice(lost, 1);
      if ((await h.work()) > 0) continue;
      const nextAt = Math.min(...h.tasks.map(({ at }) => at?.getTime() ?? Infinity));
      h.clock.pass(Math.max(60_000, Number.isFinite(nextAt) ? nextAt - h.clock.now.getTime() : 0));
      await sweepMail(h.deps);
    }
    return await Promise.all(
      letters.map(async ({ id, to }) => ({
        id,
        isRefused: isRefused(to),
        mail: await h.mail(id),
        copies: server.received.filter((copy) => copy.to === to).map(({ raw }) => /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? ''),
        ambiguous: ambiguous.get(to) ?? 0,
      })),
    );
  } finally {
    await h.close();
    await server.close();
    await impostor.close();
  }
}
