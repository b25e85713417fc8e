import { whyNoContainer } from '../../local/src/isolation.ts';

/** Whether the container can be here. In CI it must be: there its tests are never skipped. */
export const hasContainer = process.env['CI'] === 'true' || whyNoContainer() === null;
