import * as z from 'zod';
import { RunId } from './ids.ts';

/** `warm_runs/{uid}`: the runs that were begun for a person before a question; read by functions only. Those that answer meanwhile, or ended, count no more. */
export const WarmRunsDocument = z.object({ run_ids: z.array(RunId) });
export type WarmRunsDocument = z.infer<typeof WarmRunsDocument>;
