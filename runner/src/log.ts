export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
export type Log = (severity: 'INFO' | 'WARNING' | 'ERROR', event: string, fields?: LogFields) => void;

/** Nothing a person or a model wrote may be logged: these names hold numbers, codes and the platform's own words. */
const ALLOWED = new Set([
  'run_id',
  'turn',
  'ms',
  'status',
  'code',
  'call',
  'attempt',
  'reason',
  'detail',
  'files',
  'bytes',
  'version',
  'reduced',
  'exit_code',
  'error_name',
]);

/** One line of JSON on standard output, in the form Google Cloud Logging reads. */
export const createLog =
  (runId: string): Log =>
  (severity, event, fields = {}) => {
    const kept = Object.fromEntries(Object.entries(fields).filter(([key]) => ALLOWED.has(key)));
    process.stdout.write(
      `${JSON.stringify({ severity, event, run_id: runId, ...kept, ms_since_start: Math.round(performance.now()), time: new Date().toISOString() })}\n`,
    );
  };
