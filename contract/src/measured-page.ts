import * as z from 'zod';

/** The pages by their names: what is measured says on which it was, never at which address. */
export const MEASURED_PAGES = [
  'main',
  'privacy',
  'api-reference',
  'not-found',
  'dashboard',
  'agents',
  'agent',
  'sessions',
  'workspace',
  'account',
  'admin',
  'decision',
  'shared',
] as const;
export const MeasuredPage = z.enum(MEASURED_PAGES);
export type MeasuredPage = z.infer<typeof MeasuredPage>;
