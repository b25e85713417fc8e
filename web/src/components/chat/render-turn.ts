const waiting: (() => void)[] = [];

/**
 * Resolves when it is the turn of an element to be rendered for the first time: one in each task of the page, so that many that come together keep nobody
 * waiting. Who asked last is first: of messages that come together the last ones are nearest to what the person sees.
 */
export const renderTurn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    setTimeout(() => waiting.pop()?.());
  });
