import type { Browser, Page } from 'playwright-core';
import * as z from 'zod';

/** The longest task of a page, in milliseconds: as a clock sees it, and what the processor did for it, which other programs do not lengthen. */
export type LongestTask = { wall: number; processor: number };

const Trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      /** In microseconds. */
      dur: z.number().optional(),
      tdur: z.number().optional(),
      args: z.looseObject({ name: z.unknown().optional() }).optional(),
    }),
  ),
});

/** Does something with a page, and gives the longest task that it kept the page from answering its person with. */
export async function longestTaskOf(browser: Browser, page: Page, work: () => Promise<unknown>): Promise<LongestTask> {
  await browser.startTracing(page, { categories: ['__metadata', 'toplevel', 'disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = Trace.parse(JSON.parse((await browser.stopTracing()).toString()));
  const pages = new Set(
    traceEvents.flatMap(({ name, pid, tid, args }) => (name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [])),
  );
  const tasks = traceEvents.filter(({ name, pid, tid }) => /RunTask$/.test(name) && pages.has(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error('the browser told of no tasks');
  const longest = (of: 'dur' | 'tdur'): number => Math.round(Math.max(...tasks.map((task) => task[of] ?? 0)) / 1000);
  return { wall: longest('dur'), processor: longest('tdur') };
}
