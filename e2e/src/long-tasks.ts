import type { Page } from 'playwright-core';

/** What kept a page from answering its person: tasks of 50 ms and more, in milliseconds. */
export type LongTasks = { longest: number; tasks: readonly number[] };

type Watched = Window & { longTasks?: number[] };

/** Notes the long tasks of all pages that this window opens from now on. */
export const watchLongTasks = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const tasks: number[] = [];
    (window as Watched).longTasks = tasks;
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });

/** The long tasks of this page since this was asked last, or since it was opened. */
export async function takeLongTasks(page: Page): Promise<LongTasks> {
  const tasks = await page.evaluate(async () => {
    // A task is told of after it has ended.
    await new Promise((resolve) => setTimeout(resolve, 50));
    return (window as Watched).longTasks?.splice(0) ?? [];
  });
  return { tasks, longest: Math.max(0, ...tasks) };
}
