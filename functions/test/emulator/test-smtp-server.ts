import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerError, type SMTPServerOptions } from 'smtp-server';

/** How the server treats one letter. `slow` and `none` end well; `cut_after_data` and `silent_after_data` keep the letter and never say so. */
export type Treatment =
  | { kind: 'none' | 'slow' | 'reset' | 'silent' | 'cut_after_data' | 'silent_after_data' }
  | { kind: 'answer'; at: 'recipient' | 'data'; code: number };

export type TestSmtpServer = {
  port: number;
  /** What the server has taken, in order, as it came. */
  received: { to: string; raw: string; secure: boolean; user: string | null }[];
  close(): Promise<void>;
};

const SLOW_MS = 150;

/** A real SMTP server that misbehaves as it is told, letter by letter. `treat` is asked at each RCPT. */
export async function startSmtpServer(
  treat: (recipient: string) => Treatment = () => ({ kind: 'none' }),
  options: SMTPServerOptions = {},
): Promise<TestSmtpServer> {
  const received: TestSmtpServer['received'] = [];
  const treatments = new Map<string, Treatment>();
  const sockets = new Map<number, Socket>();
  const refusal = (code: number): SMTPServerError => Object.assign(new Error('as the test asked'), { responseCode: code });

  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 10,
    ...options,
    onRcptTo(address, session, done) {
      const treatment = treat(address.address);
      treatments.set(session.id, treatment);
      if (treatment.kind === 'silent') return;
      if (treatment.kind === 'reset') sockets.get(session.remotePort)?.resetAndDestroy();
      else if (treatment.kind === 'answer' && treatment.at === 'recipient') done(refusal(treatment.code));
      else if (treatment.kind === 'slow') setTimeout(done, SLOW_MS);
      else done();
    },
    onData(stream, session, done) {
      void text(stream).then((raw) => {
        const treatment = treatments.get(session.id) ?? { kind: 'none' };
        if (treatment.kind === 'answer') {
          done(refusal(treatment.code));
          return;
        }
        const user: unknown = session.user;
        for (const { address } of session.envelope.rcptTo)
          received.push({ to: address, raw, secure: session.secure, user: typeof user === 'string' ? user : null });
        if (treatment.kind === 'cut_after_data') sockets.get(session.remotePort)?.destroy();
        else if (treatment.kind === 'slow') setTimeout(done, SLOW_MS);
        else if (treatment.kind !== 'silent_after_data') done();
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    received,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.values()) socket.destroy();
        server.close(resolve);
      }),
  };
}
