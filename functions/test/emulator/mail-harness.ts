import type { MailDocument, MailTemplate } from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';
import { randomUUID } from 'node:crypto';
import { Documents } from '../../src/firestore/documents.ts';
import type { LogFields } from '../../src/log.ts';
import type { MailDeps } from '../../src/mail/mail-deps.ts';
import type { Mailer } from '../../src/mail/mailer.ts';
import { queueMail } from '../../src/mail/queue-mail.ts';
import { sendMail } from '../../src/mail/send-mail.ts';
import { sendTask } from '../../src/mail/send-task.ts';
import { smtpMailer, type SmtpOptions } from '../../src/smtp/smtp-mailer.ts';

type Task = { name: string; path: string; body: object; at: Date | null };

/** The sender over the real Firestore emulator and a real SMTP client; Cloud Tasks and the clock are the test's. */
export type MailHarness = {
  deps: MailDeps;
  documents: Documents;
  clock: { now: Date; pass(ms: number): void };
  /** Tasks that were made and have not been carried out. */
  tasks: Task[];
  logged: { event: string; fields: LogFields }[];
  /** Puts a letter into the queue and delivers its trigger. */
  queue(mailId: string, mail?: { to?: string; template?: MailTemplate }): Promise<void>;
  /** Carries out every task that is due, several at once, as Cloud Tasks does; one that fails or comes too early is called again later. Answers how many. */
  work(): Promise<number>;
  mail(mailId: string): Promise<MailDocument>;
  close(): Promise<void>;
};

export const HEAD = { platformName: 'AI Agent Platform', siteUrl: 'https://agents.example.com', contact: 'contact@example.com' };
export const APPROVED: MailTemplate = { name: 'approved', locale: 'ko', data: { name: '김하늘', reason: null } };
/** Long enough that only a server that is silent on purpose is given up, short enough to wait for. */
export const TIMEOUTS = { connect: 2_000, silence: 2_000, total: 6_000 };
const CALLED_AGAIN_MS = 10_000;
const AT_ONCE = 20;

/** The production client, talking to a server of the test. */
export const mailerTo = (port: number, options: Partial<SmtpOptions> = {}): Mailer =>
  smtpMailer({
    host: '127.0.0.1',
    port,
    security: 'none',
    auth: null,
    from: { name: 'AI Agent Platform', address: 'noreply@example.com' },
    timeouts: TIMEOUTS,
    ...options,
  });

export function createMailHarness(mailer: Mailer): MailHarness {
  const firestore = new Firestore({ projectId: `demo-mail-${randomUUID().slice(0, 8)}` });
  const documents = new Documents(firestore);
  const clock = {
    now: new Date(),
    pass(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
  };
  const names = new Set<string>();
  const tasks: Task[] = [];
  const logged: MailHarness['logged'] = [];
  const deps: MailDeps = {
    documents,
    tasks: {
      callLater: (task) => {
        if (!names.has(task.name)) tasks.push(task);
        names.add(task.name);
        return Promise.resolve();
      },
    },
    mailer,
    head: HEAD,
    now: () => clock.now,
    log: (_severity, event, fields = {}) => logged.push({ event, fields }),
  };
  const call = async (task: Task): Promise<void> => {
    const { mail_id, attempts } = task.body as { mail_id: string; attempts: number };
    const answer = await sendMail(deps, mail_id, attempts).catch(() => 'broken' as const);
    if (answer === 'early' || answer === 'broken') tasks.push({ ...task, at: new Date(clock.now.getTime() + CALLED_AGAIN_MS) });
  };
  return {
    deps,
    documents,
    clock,
    tasks,
    logged,
    async queue(mailId, { to = 'person@example.com', template = APPROVED } = {}) {
      await queueMail(deps, mailId, { to: [to], template });
      await deps.tasks.callLater(sendTask(mailId, { attempts: 0, next_attempt_at: null }));
    },
    async work() {
      const due = tasks.filter(({ at }) => at === null || at <= clock.now);
      for (const task of due) tasks.splice(tasks.indexOf(task), 1);
      const waiting = [...due];
      const worker = async (): Promise<void> => {
        for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await call(task);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      return due.length;
    },
    async mail(mailId) {
      const letter = (await documents.mail(mailId).get()).data();
      if (letter === undefined) throw new Error(`there is no letter ${mailId}`);
      return letter;
    },
    close: () => firestore.terminate(),
  };
}
