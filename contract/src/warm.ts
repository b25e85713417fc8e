import * as z from 'zod';
import { RunId } from './ids.ts';

/** `POST /api/sessions/{id}/warm`: whether an execution environment is up or on its way. */
export const WarmAnswer = z.object({ warm: z.boolean() });
export type WarmAnswer = z.infer<typeof WarmAnswer>;

/** `warm_runs/{uid}`: the runs that were begun for a person before a question; read by functions only. Those that answer meanwhile, or ended, count no more. */
export const WarmRunsDocument = z.object({ run_ids: z.array(RunId) });
export type WarmRunsDocument = z.infer<typeof WarmRunsDocument>;
