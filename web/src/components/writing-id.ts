const LOCK = 'writing:';

/**
 * Under which this window keeps what is written of an agent (null: of one that is not made yet): the same after a reload. A window that was opened as a copy
 * of another, which holds the id while it is open, gets one of its own.
 */
export async function ownWritingId(agentId: string | null): Promise<string> {
  const key = keyOf(agentId);
  const kept = sessionStorage.getItem(key);
  if (kept !== null && (await hold(kept))) return kept;
  return renewWritingId(agentId);
}

/** What is written from now on is kept beside what was written before. */
export function renewWritingId(agentId: string | null): string {
  const id = crypto.randomUUID();
  sessionStorage.setItem(keyOf(agentId), id);
  void hold(id);
  return id;
}

const keyOf = (agentId: string | null): string => `writing:${agentId ?? 'new'}`;

/** The ids that open windows hold, this one too. */
export async function heldWritingIds(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) === true ? [name.slice(LOCK.length)] : [])));
}

/** Holds it until the window is closed. False where another window does. */
const hold = (id: string): Promise<boolean> =>
  new Promise((resolve) => {
    void navigator.locks.request(`${LOCK}${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => undefined);
    });
  });
