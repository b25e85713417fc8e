/** Nothing a person or a model wrote may be logged: these names hold numbers, codes and the platform's own words. */
const FIELDS = [
  'attempt',
  'brought',
  'bytes',
  'call',
  'code',
  'detail',
  'error_name',
  'exit_code',
  'files',
  'lost',
  'ms',
  'reason',
  'recalled',
  'reduced',
  'status',
  'turn',
  'version',
] as const;
const ALLOWED: ReadonlySet<string> = new Set(FIELDS);

export type LogFields = Readonly<Partial<Record<(typeof FIELDS)[number], string | number | boolean | null>>>;
export type Log = (severity: 'INFO' | 'WARNING' | 'ERROR', event: string, fields?: LogFields) => void;

/** One line of JSON on standard output, in the form Google Cloud Logging reads. */
export const createLog =
  (runId: string): Log =>
  (severity, event, fields = {}) => {
    const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => ALLOWED.has(name)));
    process.stdout.write(
      `${JSON.stringify({ severity, event, run_id: runId, ...kept, ms_since_start: Math.round(performance.now()), time: new Date().toISOString() })}\n`,
    );
  };
