import { parseArgs } from 'node:util';

export type StartOptions = {
  portOffset: number;
  fresh: boolean;
  /** A first start makes no demo data. */
  empty: boolean;
  allowReducedIsolation: boolean;
};
export type StartEnvironment = {
  /** Null: the scripted model answers. */
  modelKey: string | null;
  modelBaseUrl: string;
  ignoredBaseUrl: boolean;
  adminEmails: string;
  platformName: string;
  /** The unpacked file system of the runner's image, in which each job runs; null: the runner is what this checkout builds. */
  runnerRoot: string | null;
  /** Null: letters go to the mailbox of this machine. */
  smtp: { host: string; port: number; user: string; password: string; from: string } | null;
};

export type Parsed<T> = { ok: true; value: T } | { ok: false; sentence: string };

/** The most that `--port-offset` takes: beyond it ports would soon pass the last one there is. */
export const MOST_PORT_OFFSET = 30_000;

/** The flags of `npm start`. */
export function readOptions(argv: readonly string[]): Parsed<StartOptions> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        'port-offset': { type: 'string', default: '0' },
        fresh: { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        'allow-reduced-isolation': { type: 'boolean', default: false },
      },
    });
    const portOffset = Number(values['port-offset']);
    if (!Number.isInteger(portOffset) || portOffset < 0 || portOffset > MOST_PORT_OFFSET) {
      return { ok: false, sentence: `--port-offset takes a whole number from 0 to ${MOST_PORT_OFFSET}, not "${values['port-offset']}".` };
    }
    const { fresh, empty } = values;
    return { ok: true, value: { portOffset, fresh, empty, allowReducedIsolation: values['allow-reduced-isolation'] } };
  } catch (error) {
    const said = error instanceof Error ? error.message.split('.')[0] : String(error);
    return { ok: false, sentence: `${said ?? ''}. The flags are --fresh, --empty, --port-offset N and --allow-reduced-isolation.` };
  }
}

const PUBLIC_API = 'https://api.anthropic.com';

/** The environment of `npm start`, after `.env.local`. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Parsed<StartEnvironment> {
  const modelKey = env['ANTHROPIC_API_KEY']?.trim() ?? '';
  const given = env['ANTHROPIC_BASE_URL']?.trim() ?? '';
  if (modelKey !== '' && given !== '' && !URL.canParse(given))
    return { ok: false, sentence: `ANTHROPIC_BASE_URL is not an address: "${given}".` };
  const adminEmails = env['ADMIN_EMAILS']?.trim() ?? '';
  const wrong = adminEmails.split(',').find((address) => adminEmails !== '' && !/^\s*[^\s@<>]+@[^\s@<>]+\s*$/.test(address));
  if (wrong !== undefined) return { ok: false, sentence: `ADMIN_EMAILS takes addresses with commas between them, not "${wrong.trim()}".` };
  const smtp = readSmtp(env);
  if (!smtp.ok) return smtp;
  return {
    ok: true,
    value: {
      modelKey: modelKey === '' ? null : modelKey,
      modelBaseUrl: given === '' ? PUBLIC_API : given.replace(/\/+$/, ''),
      ignoredBaseUrl: modelKey === '' && given !== '',
      adminEmails,
      platformName: env['PLATFORM_NAME'] ?? 'AI Agent Platform',
      runnerRoot: env['RUNNER_ROOT']?.trim() || null,
      smtp: smtp.value,
    },
  };
}

const MOST_PORT = 65_535;

/** The mail server of `SMTP_*`. A port is checked in any case; the rest where `SMTP_HOST` is set. */
function readSmtp(env: Readonly<Record<string, string | undefined>>): Parsed<StartEnvironment['smtp']> {
  const given = (name: string): string => env[name]?.trim() ?? '';
  const port = given('SMTP_PORT') === '' ? 587 : Number(given('SMTP_PORT'));
  if (!Number.isInteger(port) || port < 1 || port > MOST_PORT)
    return { ok: false, sentence: `SMTP_PORT takes a whole number from 1 to ${MOST_PORT}, not "${given('SMTP_PORT')}".` };
  const host = given('SMTP_HOST');
  if (host === '') return { ok: true, value: null };
  const from = given('SMTP_FROM');
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(from))
    return {
      ok: false,
      sentence: 'SMTP_HOST is set, so SMTP_FROM must be the address that letters come from, such as noreply@example.com.',
    };
  const user = given('SMTP_USER');
  const password = env['SMTP_PASSWORD'] ?? '';
  if ((user === '') !== (password === '')) return { ok: false, sentence: 'SMTP_USER and SMTP_PASSWORD go together: set both, or neither.' };
  return { ok: true, value: { host, port, user, password, from } };
}
