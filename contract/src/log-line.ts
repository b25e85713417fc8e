import type { SpanContext } from './trace.ts';

export type Severity = 'INFO' | 'WARNING' | 'ERROR';
export type LogValue = string | number | boolean | null | undefined;

/** Who writes a line. `project`: whose traces it belongs to; null where that is not known. */
export type LogSource = { service: string; version: string; project: string | null };

/**
 * One line of JSON in the form that Google Cloud Logging reads from standard output. A line of a message carries its trace, and one of severity `ERROR` is
 * what Error Reporting groups by where it was thrown. `fields` must have been chosen by whoever calls: all of them are written.
 * https://cloud.google.com/logging/docs/structured-logging https://cloud.google.com/error-reporting/docs/formatting-error-messages
 */
export function logLine(
  source: LogSource,
  line: { severity: Severity; event: string; fields: Readonly<Record<string, LogValue>>; trace: SpanContext | null; at: Date },
): string {
  const { severity, event, fields, trace, at } = line;
  return JSON.stringify({
    severity,
    event,
    ...fields,
    ...(severity === 'ERROR' ? reported(source, event, fields) : {}),
    ...(trace === null || source.project === null
      ? {}
      : { 'logging.googleapis.com/trace': `projects/${source.project}/traces/${trace.traceId}` }),
    time: at.toISOString(),
  });
}

/** The first line of the stack is the error's name alone: what it says may quote a person. */
function reported({ service, version }: LogSource, event: string, fields: Readonly<Record<string, LogValue>>): object {
  const { error_name, stack } = fields;
  return {
    '@type': 'type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent',
    serviceContext: { service, version },
    message: event,
    ...(typeof error_name === 'string' && typeof stack === 'string' ? { stack: undefined, stack_trace: `${error_name}\n${stack}` } : {}),
  };
}
