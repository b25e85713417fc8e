import { REGION } from '@oma/contract';
import { setGlobalOptions } from 'firebase-functions/v2';

setGlobalOptions({ region: REGION });
