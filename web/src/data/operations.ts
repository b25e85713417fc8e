import { figuresApi } from '@oma/contract';
import { callApi } from './api.ts';

export const readOperations = () => callApi(figuresApi.readOperations, {});
