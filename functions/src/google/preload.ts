/** What the functions need at their first call. Everything else is loaded when it is first asked for. */
const NEEDED: Readonly<Record<string, readonly (() => Promise<unknown>)[]>> = {
  onMessageCreated: [() => import('@google-cloud/tasks')],
  tasks: [() => import('@google-cloud/run'), () => import('@google-cloud/tasks')],
  runs: [() => import('@google-cloud/storage'), () => import('@google-cloud/tasks')],
};

/** Begins to load, while the process starts, what `target`, the function it serves, will surely need: the first person does not wait for it. */
export function preload(target: string | undefined): void {
  // A package that cannot be loaded says so where it is used.
  for (const load of NEEDED[target ?? ''] ?? []) load().catch(() => undefined);
}
