/** The page that is open when its person begins to want it counts as well; where what measures does not come, the next page is the first. */
export const measureThisPage = (): Promise<void> =>
  import('./measure.ts').then(
    ({ measureFromNowOn }) => measureFromNowOn(),
    () => undefined,
  );
