import { type LogSource, logLine, type LogValue, MESSAGE_ID_PATTERN, type Severity, traceOf } from '@oma/contract';
import { presentTrace } from './log-context.ts';
import { MEASURED_FIELDS, type MeasuredField } from './operations/measures.ts';

const FIELDS = [
  'agent_id',
  'attempt',
  'code',
  'count',
  'error_code',
  'error_name',
  'execution',
  'mail_id',
  'message_id',
  'ms',
  'outcome',
  'part',
  'route',
  'run_id',
  'session_id',
  'stack',
  'state',
  'status',
  'task',
  'template',
  'turn',
  'uid',
] as const;

/** Only these may be logged, and what `MEASURES` names: names, numbers and codes of the platform's own making, nothing a person or a model wrote. */
const ALLOWED: ReadonlySet<string> = new Set([...FIELDS, ...MEASURED_FIELDS]);

export type LogFields = Readonly<Partial<Record<(typeof FIELDS)[number] | MeasuredField, LogValue>>>;
export type Log = (severity: Severity, event: string, fields?: LogFields) => void;

/** Writes each event as one line to standard output. A line about a message belongs to its trace, any other to that of the work it is written in. */
export const createLog =
  (source: LogSource, write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`)): Log =>
  (severity, event, fields = {}) => {
    const kept = Object.fromEntries(Object.entries(fields).filter(([key]) => ALLOWED.has(key)));
    const { message_id } = kept;
    const isMessage = typeof message_id === 'string' && MESSAGE_ID_PATTERN.test(message_id);
    write(logLine(source, { severity, event, fields: kept, trace: isMessage ? traceOf(message_id) : presentTrace(), at: new Date() }));
  };
