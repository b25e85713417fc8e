import { simpleParser } from 'mailparser';
import { randomUUID } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import type { ReceivedLetter } from './letters.ts';

/** Addresses of this domain are refused for good, as a server does that knows no such person: to see what a failed letter looks like. */
const REFUSED_DOMAIN = '@refused.example.com';

/** A real SMTP server for this machine: takes every letter but those to `refused.example.com`, delivers none. `keep` has the letter before the sender is told that it was taken. */
export async function startSmtp(port: number, keep: (letter: ReceivedLetter) => Promise<void>): Promise<{ close(): Promise<void> }> {
  const server = new SMTPServer({
    // A loopback connection has nothing to encrypt, and nobody to sign in.
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onRcptTo({ address }, _session, done) {
      const isRefused = address.toLowerCase().endsWith(REFUSED_DOMAIN);
      done(isRefused ? Object.assign(new Error('no such mailbox here'), { responseCode: 550 }) : null);
    },
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      void simpleParser(stream)
        .then(({ from, subject = '', text = '', html }) =>
          keep({
            id: randomUUID(),
            to: rcptTo.map(({ address }) => address).join(', '),
            from: from?.value[0]?.address ?? (mailFrom === false ? '' : mailFrom.address),
            subject,
            text,
            html: html === false ? '' : (html ?? ''),
            received_at: new Date().toISOString(),
          }),
        )
        .then(
          () => done(),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // A client that hangs up in the middle is no matter of ours.
  server.on('error', () => undefined);
  return { close: () => new Promise((resolve) => server.close(resolve)) };
}
