import { expect, it } from 'vitest';
import { TurnEvent } from './events.ts';
import { LONGEST_RUN_MS } from './limits.ts';
import { RunnerPhase } from './protocol.ts';

const phase = (ms: number) => RunnerPhase.safeParse({ name: 'claude', started_at: '2026-11-27T00:00:00Z', ms }).success;
const toolEnd = (ms: number) => TurnEvent.safeParse({ k: 'tool_end', id: 't', ok: true, output: '', ms }).success;

it.each([
  [0, true],
  [0.5, true],
  [LONGEST_RUN_MS, true],
  [LONGEST_RUN_MS + 1, false],
  [1e307, false],
  [-1, false],
])('takes nothing in a run for longer than a run may live: %s ms', (ms, isTaken) => {
  expect([phase(ms), toolEnd(ms)]).toEqual([isTaken, isTaken]);
});
