/** One line of JSON to standard output, in the form Google Cloud Logging reads. Nothing a person or a model wrote goes in. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type Severity = 'INFO' | 'WARNING' | 'ERROR';
export type Log = (severity: Severity, event: string, fields?: LogFields) => void;

/** Only these may be logged: names, numbers and codes of the platform's own making. */
const ALLOWED = new Set([
  'run_id',
  'session_id',
  'message_id',
  'mail_id',
  'template',
  'agent_id',
  'uid',
  'execution',
  'turn',
  'attempt',
  'state',
  'outcome',
  'code',
  'route',
  'status',
  'ms',
  'count',
  'task',
  'error_name',
  'error_code',
  'stack',
]);

export const log: Log = (severity, event, fields = {}) => {
  const kept = Object.fromEntries(Object.entries(fields).filter(([key, value]) => ALLOWED.has(key) && value !== undefined));
  process.stdout.write(`${JSON.stringify({ severity, event, ...kept, time: new Date().toISOString() })}\n`);
};

/** What of an unknown error may be logged: its name, its code and where it was thrown, never its message, which may quote a person. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error_name: typeof error };
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? String(error.code) : undefined;
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .join('\n');
  return { error_name: error.name, error_code: code, stack };
}
