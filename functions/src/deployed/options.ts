import { REGION } from '@oma/contract';
import { setGlobalOptions } from 'firebase-functions/v2';
import { preload } from '../google/preload.ts';
import { keepRawJsonBodies } from './raw-json-bodies.ts';

setGlobalOptions({ region: REGION });
keepRawJsonBodies(process.env['FUNCTION_TARGET']);
preload(process.env['FUNCTION_TARGET']);
