import { SessionId } from '@oma/contract';
import * as z from 'zod';

const Kept = z.looseObject({ design: SessionId });

/**
 * The conversation that designs the agent of this page. It is kept with the page's entry in the browser's history: who reloads or comes back goes on with it,
 * and who opens the page anew begins anew.
 */
export function readDesign(): string | null {
  const kept = Kept.safeParse(history.state);
  return kept.success ? kept.data.design : null;
}

export function keepDesign(sessionId: string): void {
  history.replaceState({ design: sessionId }, '');
}
