import type { Transporter } from 'nodemailer';
import * as z from 'zod';
import type { MailFailure, Mailer } from '../mail/mailer.ts';

/** `starttls`: plain at first, encrypted before anything is said. `tls`: encrypted from the start. `none`: for the mailbox of a developer's machine only. */
export type SmtpSecurity = 'starttls' | 'tls' | 'none';

export type SmtpOptions = {
  host: string;
  port: number;
  security: SmtpSecurity;
  auth: { user: string; password: string } | null;
  from: { name: string; address: string };
  timeouts?: SmtpTimeouts;
};

/** In milliseconds. `connect` covers everything before the sign-in, `silence` any wait for the server after it, `total` all of it. */
export type SmtpTimeouts = { connect: number; silence: number; total: number };
const TIMEOUTS: SmtpTimeouts = { connect: 15_000, silence: 30_000, total: 75_000 };

/** Sends over SMTP, each letter in a connection of its own. A certificate is always checked, and a password never goes over an open line. */
export function smtpMailer(options: SmtpOptions): Mailer {
  const { from, timeouts = TIMEOUTS } = options;
  let transporter: Promise<Transporter> | null = null;
  return {
    async send({ id, to, subject, text, html }) {
      if (!to.every(isAddress)) return { ok: false, error: { kind: 'rejected', reason: 'invalid_address', code: null } };
      const messageId = `<${id.replace(/[^\w.-]/g, '_')}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`;
      const smtp = await (transporter ??= connectLater(options, timeouts));
      try {
        const { rejectedErrors } = Sent.parse(
          await smtp.sendMail({
            from,
            to: to.map((address) => ({ name: '', address })),
            envelope: { from: from.address, to: [...to] },
            messageId,
            subject,
            text,
            html,
            headers: { 'Auto-Submitted': 'auto-generated' },
            disableFileAccess: true,
            disableUrlAccess: true,
            signal: AbortSignal.timeout(timeouts.total),
          }),
        );
        // Somebody has the letter: another attempt would give them a second one.
        const [refusal] = rejectedErrors;
        if (refusal !== undefined) return { ok: false, error: { kind: 'rejected', reason: 'refused', code: refusal.responseCode ?? null } };
        return { ok: true, value: { messageId } };
      } catch (error) {
        return { ok: false, error: failureOf(error) };
      }
    },
  };
}

/** Loaded with the first letter: most functions that know of a mailer never send one. */
async function connectLater({ host, port, security, auth }: SmtpOptions, timeouts: SmtpTimeouts): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    ...(auth === null || security === 'none' ? {} : { auth: { user: auth.user, pass: auth.password } }),
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    socketTimeout: timeouts.silence,
    socketCloseTimeout: 1_000,
  });
}

const isAddress = (address: string): boolean => /^[^\s@<>(),:;"[\]\\]+@[^\s@<>(),:;"[\]\\]+$/.test(address);

const SmtpError = z.object({
  code: z.string().optional(),
  /** What the operating system or TLS said before nodemailer gave it a code of its own. */
  originalCode: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
  permanent: z.boolean().optional(),
});
type SmtpError = z.infer<typeof SmtpError>;
const Sent = z.object({ rejectedErrors: z.array(SmtpError).default([]) });

/** Commands that are about this letter; a refusal of any other is about us or the server, and may be mended while the letter waits. */
const LETTER_COMMANDS = ['MAIL FROM', 'RCPT TO', 'DATA'];
const UNREACHABLE = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENOTFOUND', 'EAI_AGAIN'];

function failureOf(thrown: unknown): MailFailure {
  const parsed = SmtpError.safeParse(thrown);
  if (!parsed.success || parsed.data.code === undefined) throw thrown;
  const error = parsed.data;
  const code = error.responseCode ?? null;
  if (error.permanent === true && LETTER_COMMANDS.includes(error.command ?? '')) return { kind: 'rejected', reason: 'refused', code };
  if (code === null && error.code === 'EENVELOPE') return { kind: 'rejected', reason: 'invalid_address', code };
  if (code === null && error.code === 'EMESSAGE') return { kind: 'rejected', reason: 'refused', code };
  return { kind: 'deferred', reason: deferralOf(error), code };
}

function deferralOf({ code = '', originalCode = '', responseCode }: SmtpError): Extract<MailFailure, { kind: 'deferred' }>['reason'] {
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'not_signed_in';
  if (code === 'ETLS' || /CERT|SSL|TLS|ISSUER|CRL/.test(originalCode)) return 'no_tls';
  if (code === 'ETIMEDOUT' || code === 'EABORT' || originalCode === 'ETIMEDOUT') return 'timed_out';
  if (code === 'EDNS' || UNREACHABLE.includes(originalCode)) return 'unreachable';
  return responseCode === undefined ? 'cut_off' : 'put_off';
}
