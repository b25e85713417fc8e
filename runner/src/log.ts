import { logLine, type LogValue, type Severity } from '@oma/contract';
import type { About } from './about.ts';
import type { Config } from './config.ts';
import { VERSION } from './version.ts';

/** Nothing a person or a model wrote may be logged: these names hold numbers, codes and the platform's own words. */
const FIELDS = [
  'attempt',
  'brought',
  'bytes',
  'call',
  'code',
  'error_code',
  'error_name',
  'exit_code',
  'files',
  'limit',
  'lost',
  'ms',
  'reason',
  'recalled',
  'reduced',
  'stack',
  'status',
  'turn',
  'version',
] as const;
const ALLOWED: ReadonlySet<string> = new Set(FIELDS);

export type LogFields = Readonly<Partial<Record<(typeof FIELDS)[number], LogValue>>>;
export type Log = (severity: Severity, event: string, fields?: LogFields) => void;

/** Writes each event as one line to standard output, in the trace of what the run is working on. */
export const createLog =
  (
    { runId, project }: Pick<Config, 'runId' | 'project'>,
    about: About,
    write: (line: string) => unknown = (line) => process.stdout.write(`${line}\n`),
  ): Log =>
  (severity, event, fields = {}) => {
    const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => ALLOWED.has(name)));
    const { sessionId, messageId, trace } = about;
    const ids = {
      run_id: runId,
      ...(sessionId === null ? {} : { session_id: sessionId }),
      ...(messageId === null ? {} : { message_id: messageId }),
    };
    write(
      logLine(
        { service: 'runner', version: VERSION, project },
        { severity, event, fields: { ...ids, ...kept, ms_since_start: Math.round(performance.now()) }, trace, at: new Date() },
      ),
    );
  };
