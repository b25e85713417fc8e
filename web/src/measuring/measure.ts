import { type FrontEndError, MAX_ERRORS_OF_PAGE, type Measurements } from '@oma/contract';
import { onCLS, onINP, onLCP } from 'web-vitals';
import { faultOf } from './fault.ts';
import { pageAt } from './measured-page.ts';
import { measuringChoice } from './measuring-choice.ts';

/** What goes wrong together is sent together. */
const GATHER_MS = 1000;

let taker: ((event: Event) => void) | null = null;

/**
 * Measures this page, once, and sends it: Core Web Vitals when it is first left, faults as they come, at most a few. `kept` went wrong before. Answers what takes
 * further events of that kind. Nothing is sent any more once the person does not want it.
 */
export function measure(kept: readonly Event[]): (event: Event) => void {
  taker ??= begin(kept);
  return taker;
}

/** The same, in a page that was open when its person began to want it. */
export function measureFromNowOn(): void {
  if (taker !== null) return;
  const take = measure([]);
  for (const kind of ['error', 'unhandledrejection']) addEventListener(kind, take);
}

function begin(kept: readonly Event[]): (event: Event) => void {
  // What is shown may change with the address; where the page began is what its figures are of.
  const page = pageAt(location.pathname);
  const vitals: NonNullable<Measurements['vitals']> = {};
  const faults: FrontEndError[] = [];
  const sent = new Set<string>();
  let isLeft = false;
  let timer = 0;

  onLCP(({ value }) => (vitals.lcp = value), { reportAllChanges: true });
  onINP(({ value }) => (vitals.inp = value), { reportAllChanges: true });
  onCLS(({ value }) => (vitals.cls = value), { reportAllChanges: true });

  const flush = (): void => {
    clearTimeout(timer);
    const errors = faults.splice(0);
    const isFirst = !isLeft && document.visibilityState === 'hidden';
    isLeft ||= isFirst;
    const hasVitals = isFirst && Object.keys(vitals).length > 0;
    if (errors.length === 0 && !hasVitals) return;
    send({ page, ...(hasVitals ? { vitals } : {}), ...(errors.length === 0 ? {} : { errors }) });
  };
  const take = (event: Event): void => {
    const fault = faultOf(thrownIn(event), location.origin);
    const known = JSON.stringify(fault);
    if (sent.has(known) || sent.size >= MAX_ERRORS_OF_PAGE) return;
    sent.add(known);
    faults.push(fault);
    clearTimeout(timer);
    timer = window.setTimeout(flush, GATHER_MS);
  };
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flush();
  });
  addEventListener('pagehide', flush);
  for (const event of kept) take(event);
  return take;
}

function thrownIn(event: Event): unknown {
  if (event instanceof PromiseRejectionEvent) return event.reason;
  // Of another's script the browser tells no more than that there was something.
  return event instanceof ErrorEvent ? (event.error ?? event.message) : undefined;
}

/** Arrives also where the page is being left. */
function send(measurements: Measurements): void {
  if (measuringChoice() !== true) return;
  const headers = { 'content-type': 'application/json' };
  void fetch('/api/measurements', { method: 'POST', keepalive: true, headers, body: JSON.stringify(measurements) }).catch(() => undefined);
}
