import { type MailDocument, unreachable } from '@oma/contract';
import { runTransaction } from '../firestore/run-transaction.ts';
import { Tally } from '../operations/tally.ts';
import { mintDecisionLinks } from './decision-links.ts';
import { type Delivery, failed, isDue, sent, takenUp } from './delivery.ts';
import type { MailDeps } from './mail-deps.ts';
import { readWaiting } from './read-waiting.ts';
import { readWork } from './read-work.ts';
import { measure } from '../operations/measure.ts';
import { sendTask } from './send-task.ts';
import { type AddedWhenSent, NOTHING_ADDED, renderLetter } from './templates/index.ts';

/**
 * `sent`, `retry`, `failed`: what this attempt came to. `overtaken`: it took so long that another one has the letter now. `early`: its time has not come.
 * `waits`: somebody else has it, or has arranged its next attempt. `settled`: it had ended before. `gone`: there is no such letter, or
 * it had nothing to say any more.
 */
export type SendAnswer = 'sent' | 'retry' | 'failed' | 'overtaken' | 'early' | 'waits' | 'settled' | 'gone';

/**
 * One attempt at a letter. Takes it up in a transaction, sends outside of it, and records what came of it, if the letter is still this attempt's. May be
 * called at any time, any number of times at once: one caller gets the letter. `attempts` is how many there had been when the call was arranged.
 *
 * A sender that dies leaves the letter to the sweep. If it died after sending, or the server hung up after it had taken the letter, a second copy goes
 * out: SMTP has no way to ask.
 */
export async function sendMail(deps: MailDeps, mailId: string, attempts: number): Promise<SendAnswer> {
  const claim = await takeUp(deps, mailId);
  switch (claim.kind) {
    case 'gone':
    case 'settled':
      return claim.kind;
    case 'not_due':
      return comeBackLater(deps, mailId, claim.delivery, attempts);
    case 'over':
      tellOf(deps, mailId, claim.letter, claim.letter.delivery);
      return 'failed';
    case 'mine':
      return attempt(deps, mailId, claim.letter);
    default:
      return unreachable(claim);
  }
}

type Claim =
  | { kind: 'gone' | 'settled' }
  | { kind: 'not_due'; delivery: Delivery }
  /** The letter ended here, for no attempt was left to it. */
  | { kind: 'over'; letter: MailDocument }
  | { kind: 'mine'; letter: MailDocument };

async function takeUp(deps: MailDeps, mailId: string): Promise<Claim> {
  const reference = deps.documents.mail(mailId);
  return runTransaction(deps.documents.firestore, async (tx): Promise<Claim> => {
    const letter = (await tx.get(reference)).data();
    if (letter === undefined) return { kind: 'gone' };
    if (letter.delivery.state === 'SUCCESS' || letter.delivery.state === 'ERROR') return { kind: 'settled' };
    if (!isDue(letter.delivery, deps.now())) return { kind: 'not_due', delivery: letter.delivery };
    const delivery = takenUp(letter, deps.now());
    tx.update(reference, { delivery });
    tallyOf(delivery).write(tx, deps.documents, deps.now());
    return { kind: delivery.state === 'PROCESSING' ? 'mine' : 'over', letter: { ...letter, delivery } };
  });
}

/** A call before its time asks to be repeated. A late repetition of an earlier call makes sure that the next one is arranged. */
async function comeBackLater(deps: MailDeps, mailId: string, delivery: Delivery, attempts: number): Promise<SendAnswer> {
  if (delivery.state !== 'RETRY') return 'waits';
  if (delivery.attempts === attempts) return 'early';
  await deps.tasks.callLater(sendTask(mailId, delivery));
  return 'waits';
}

async function attempt(deps: MailDeps, mailId: string, letter: MailDocument): Promise<SendAnswer> {
  const { template, to } = letter;
  const added = await addWhenSent(deps, letter);
  if (added === 'pointless') {
    await deps.documents.mail(mailId).delete();
    return 'gone';
  }
  const outcome = await deps.mailer.send({ id: mailId, to, ...renderLetter(template, deps.head, added) });
  const delivery = await record(deps, mailId, letter.delivery, (mine) =>
    outcome.ok ? sent(mine, outcome.value.messageId, deps.now()) : failed(mine, outcome.error, deps.now()),
  );
  if (delivery === null) {
    deps.log('WARNING', 'mail_overtaken', { mail_id: mailId, template: template.name, attempt: letter.delivery.attempts });
    return 'overtaken';
  }
  tellOf(deps, mailId, letter, delivery);
  if (delivery.state === 'RETRY') {
    await deps.tasks.callLater(sendTask(mailId, delivery));
    return 'retry';
  }
  return delivery.state === 'SUCCESS' ? 'sent' : 'failed';
}

/** What an attempt came to, for those who look after the platform. */
function tellOf({ log, now }: MailDeps, mailId: string, letter: MailDocument, { state, attempts, error }: Delivery): void {
  const about = { mail_id: mailId, template: letter.template.name, attempts };
  if (state === 'SUCCESS')
    measure(log, { event: 'mail_sent', ...about, delivery_ms: Math.max(0, now().getTime() - letter.created_at.getTime()) });
  else measure(log, { event: 'mail_failed', ...about, code: error ?? 'unknown', final: state === 'ERROR' });
}

/** What a letter says that is not kept with it. `pointless`: a digest while nobody waits any more; work of somebody who has no access any more, or in a conversation that is gone. */
async function addWhenSent(deps: MailDeps, { template, to: [admin = ''] }: MailDocument): Promise<AddedWhenSent | 'pointless'> {
  switch (template.name) {
    case 'notice':
      return { ...NOTHING_ADDED, links: await mintDecisionLinks(deps, { uid: template.data.uid, seq: template.data.seq, admin }) };
    case 'digest': {
      const now = await readWaiting(deps.documents);
      return now.waiting.length === 0 ? 'pointless' : { ...NOTHING_ADDED, ...now };
    }
    case 'work_ended': {
      const work = await readWork(deps.documents, template.data);
      return work === null ? 'pointless' : { ...NOTHING_ADDED, work };
    }
    default:
      return NOTHING_ADDED;
  }
}

/** Writes what came of an attempt; null where the letter is another attempt's by now. */
async function record(deps: MailDeps, mailId: string, taken: Delivery, move: (mine: Delivery) => Delivery): Promise<Delivery | null> {
  const reference = deps.documents.mail(mailId);
  return runTransaction(deps.documents.firestore, async (tx) => {
    const now = (await tx.get(reference)).data()?.delivery;
    const isMine =
      now?.state === 'PROCESSING' && now.attempts === taken.attempts && now.lease_until?.getTime() === taken.lease_until?.getTime();
    if (!isMine) return null;
    const delivery = move(now);
    tx.update(reference, { delivery });
    tallyOf(delivery).write(tx, deps.documents, deps.now());
    return delivery;
  });
}

/** What a move of a letter adds to what the operators are shown. */
function tallyOf({ state }: Delivery): Tally {
  const tally = new Tally();
  switch (state) {
    case 'SUCCESS':
      tally.count('mail_sent');
      break;
    case 'RETRY':
      tally.count('mail_retried');
      break;
    case 'ERROR':
      tally.count('mail_failed');
      break;
    case 'PENDING':
    case 'PROCESSING':
      break;
    default:
      unreachable(state);
  }
  return tally;
}
