import { REGION } from '@oma/contract';
import { setGlobalOptions } from 'firebase-functions/v2';
import { preload } from '../google/preload.ts';
import { comeBeforeServer } from './ahead-of-server.ts';

setGlobalOptions({ region: REGION });
comeBeforeServer(process.env['FUNCTION_TARGET']);
preload(process.env['FUNCTION_TARGET']);
