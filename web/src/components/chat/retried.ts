import { isEnded } from '@oma/contract';
import type { NewQuestion } from '../../data/messages.ts';
import type { Exchange } from './thread.ts';

/** The ids of the questions that are being said anew: sent and not stored yet, or stored and not answered. */
export function retriedOf(unsent: readonly NewQuestion[], thread: readonly Exchange[]): ReadonlySet<string> {
  const waiting = thread.filter(({ question }) => !isEnded(question.status)).map(({ question }) => question.retry_of);
  return new Set([...unsent.map(({ retryOf }) => retryOf), ...waiting].filter((id) => typeof id === 'string'));
}
