/** What goes wrong before what measures is there. */
const MOST_KEPT = 9;

/** Measures this page from its beginning on; what does that is loaded once the page is. To be called only where the person wants it. */
export function beginMeasuring(): void {
  const kept: Event[] = [];
  let take = (event: Event): void => {
    if (kept.length < MOST_KEPT) kept.push(event);
  };
  for (const kind of ['error', 'unhandledrejection']) addEventListener(kind, (event) => take(event));
  addEventListener('load', () => {
    import('./measure.ts').then(
      ({ measure }) => {
        take = measure(kept);
      },
      () => undefined,
    );
  });
}
