import { parseArgs } from 'node:util';

export type StartOptions = { portOffset: number; fresh: boolean; allowReducedIsolation: boolean };
export type StartEnvironment = {
  /** Null: the scripted model answers. */
  modelKey: string | null;
  modelBaseUrl: string;
  ignoredBaseUrl: boolean;
  adminEmails: string;
  platformName: string;
};

export type Parsed<T> = { ok: true; value: T } | { ok: false; sentence: string };

/** The flags of `npm start`. */
export function readOptions(argv: readonly string[]): Parsed<StartOptions> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        'port-offset': { type: 'string', default: '0' },
        fresh: { type: 'boolean', default: false },
        'allow-reduced-isolation': { type: 'boolean', default: false },
      },
    });
    const portOffset = Number(values['port-offset']);
    if (!Number.isInteger(portOffset) || portOffset < 0 || portOffset > 30_000) {
      return { ok: false, sentence: `--port-offset takes a whole number from 0 to 30000, not "${values['port-offset']}".` };
    }
    return { ok: true, value: { portOffset, fresh: values.fresh, allowReducedIsolation: values['allow-reduced-isolation'] } };
  } catch (error) {
    const said = error instanceof Error ? error.message.split('.')[0] : String(error);
    return { ok: false, sentence: `${said ?? ''}. The flags are --fresh, --port-offset N and --allow-reduced-isolation.` };
  }
}

const PUBLIC_API = 'https://api.anthropic.com';

/** The environment of `npm start`, after `.env.local`. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Parsed<StartEnvironment> {
  const modelKey = env['ANTHROPIC_API_KEY']?.trim() ?? '';
  const given = env['ANTHROPIC_BASE_URL']?.trim() ?? '';
  if (modelKey !== '' && given !== '' && !URL.canParse(given))
    return { ok: false, sentence: `ANTHROPIC_BASE_URL is not an address: "${given}".` };
  return {
    ok: true,
    value: {
      modelKey: modelKey === '' ? null : modelKey,
      modelBaseUrl: given === '' ? PUBLIC_API : given.replace(/\/+$/, ''),
      ignoredBaseUrl: modelKey === '' && given !== '',
      adminEmails: env['ADMIN_EMAILS'] ?? '',
      platformName: env['PLATFORM_NAME'] ?? 'AI Agent Platform',
    },
  };
}
