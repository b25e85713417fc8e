import { dashboardApi } from '@oma/contract';
import { callApi } from './api.ts';

export const readStats = () => callApi(dashboardApi.readStats, {});
