/** What may be told of an error. */
export type DescribedError = { error_name: string; error_code?: string; stack?: string };

const FRAMES = 12;
/** A line of V8's stack: a function of ours or of a package, and where it is. */
const FRAME = /^ {4}at (?:[^\s()]+:\d+:\d+|(?:async |new )?[^\s()]+(?: \[as [^\s()\]]+\])? \((?:[^()\n]*:\d+:\d+|<anonymous>|native)\))$/;

/**
 * What of an unknown error may be logged: its name, its code and where it was thrown, never its message, which may quote a person. A message that looks like a
 * stack is left out with the rest of it.
 */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { error_name: typeof error };
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? word(String(error.code)) : undefined;
  const stack = framesOf(error);
  return {
    error_name: word(error.name) ?? 'Error',
    ...(code === undefined ? {} : { error_code: code }),
    ...(stack === '' ? {} : { stack }),
  };
}

const word = (text: string): string | undefined => (/^[\w.-]{1,80}$/.test(text) ? text : undefined);

function framesOf({ stack = '', message }: Error): string {
  const at = message === '' ? -1 : stack.indexOf(message);
  const afterMessage = at === -1 ? stack : stack.slice(at + message.length);
  return afterMessage
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, FRAMES)
    .join('\n');
}
