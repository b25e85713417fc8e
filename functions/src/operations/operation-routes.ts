import { figuresApi, measurementApi, type Measurements } from '@oma/contract';
import type { ApiDeps } from '../http/api-deps.ts';
import { ProblemError } from '../http/problem.ts';
import { RequestRate } from '../http/request-rate.ts';
import type { Router } from '../http/route.ts';
import { measure } from './measure.ts';
import { readOperations } from './read-operations.ts';
import { Tally } from './tally.ts';

/** Each minute. A page sends two or three in its life. */
const LIMITS = { perAddress: 60, inAll: 300 };

/** How the platform does, and what browsers report of themselves: counted, and faults logged. Everything in that is one of a closed list, a number or a place in our scripts. */
export function operationRoutes(on: Router, deps: ApiDeps): void {
  const rate = new RequestRate(LIMITS, deps.now);

  on(figuresApi.readOperations, async () => ({ status: 200, body: await readOperations(deps.documents, deps.now()) }));
  on(measurementApi.measure, async ({ caller, body }) => {
    const retryAfter = rate.take(caller.address);
    if (retryAfter !== null)
      throw new ProblemError('rate_limited', 'Too much is measured at the moment.', { headers: { 'retry-after': String(retryAfter) } });
    tell(deps, body);
    await tallyOf(body).store(deps.documents, deps.now());
    return { status: 204, body: null };
  });
}

/** For the metrics that alerts watch. */
function tell({ log }: ApiDeps, { page, vitals = {}, errors = [] }: Measurements): void {
  for (const name of VITALS) {
    const value = vitals[name];
    if (value !== undefined) measure(log, { event: 'web_vital', page, name, value });
  }
  for (const { name, kind, at } of errors)
    measure(log, { event: 'front_end_error', page, error_name: name, error_code: kind, stack: at.join('\n') });
}

const VITALS = ['lcp', 'inp', 'cls'] as const;

function tallyOf({ page, vitals, errors = [] }: Measurements): Tally {
  const tally = new Tally();
  if (vitals?.lcp !== undefined) tally.measure('lcp', vitals.lcp);
  if (vitals?.inp !== undefined) tally.measure('inp', vitals.inp);
  if (vitals?.cls !== undefined) tally.measure('cls', vitals.cls * 1000);
  if (errors.length > 0) tally.errors(page, errors.length);
  return tally;
}
