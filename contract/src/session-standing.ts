import type { RunPhase } from './run-state.ts';
import type { SessionStanding } from './session.ts';

/** What a session's standing is read from, as a document and in the API. */
export type Standing = { status: string; queued: number; run: { phase: RunPhase } | null };

const RESTING: readonly RunPhase[] = ['queued', 'launching', 'starting', 'idle', 'ended'];

/** Whether a question waits in the session or is being answered. A run that only lingers, or that was begun ahead of a question, does not work. */
export const isSessionWorking = ({ queued, run }: Pick<Standing, 'queued' | 'run'>): boolean =>
  queued > 0 || (run !== null && !RESTING.includes(run.phase));

/** Whether the session belongs in a list that is narrowed to this standing. */
export function hasStanding(session: Standing, standing: SessionStanding): boolean {
  switch (standing) {
    case 'working':
      return isSessionWorking(session);
    case 'open':
      return session.status !== 'closed';
    case 'closed':
      return session.status === 'closed';
  }
}
