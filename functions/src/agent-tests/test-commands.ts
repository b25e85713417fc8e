import type { Result, TestRunDocument, TestRunInput } from '@oma/contract';
import type * as z from 'zod';
import type { StartRefusal } from './start-test-run.ts';

/** What `api` asks of runs of tests, which need what runs of agents need. */
export type StartTestRun = (
  uid: string,
  agentId: string,
  input: z.output<typeof TestRunInput>,
) => Promise<Result<{ id: string; run: TestRunDocument }, StartRefusal>>;
/** Whose agent it is was asked before. */
export type StopTestRun = (agentId: string, id: string) => Promise<Result<null, 'not_found' | 'not_working'>>;
