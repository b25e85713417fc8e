import { REGION } from '@oma/contract';
import { setGlobalOptions } from 'firebase-functions/v2';
import { preload } from '../google/preload.ts';
import { comeBeforeServer } from './ahead-of-server.ts';

/** Set as the functions are built for a deployment: see `npm run deploy`. */
declare const PUBLIC_ACCESS: string | undefined;
declare const WARM_INSTANCES: number | undefined;

/**
 * Who may call the functions that everybody has to reach, as IAM sees it. Where an organisation refuses `allUsers`, nobody may, and the deploy switches the
 * check of callers off instead. Both functions check their callers themselves.
 */
export const PUBLIC = typeof PUBLIC_ACCESS === 'string' && PUBLIC_ACCESS === 'without_iam_check' ? 'private' : 'public';

/** How many instances are always there of each function that a person waits for. */
export const minInstances = typeof WARM_INSTANCES === 'number' ? WARM_INSTANCES : 0;

setGlobalOptions({ region: REGION });
comeBeforeServer(process.env['FUNCTION_TARGET']);
preload(process.env['FUNCTION_TARGET']);
