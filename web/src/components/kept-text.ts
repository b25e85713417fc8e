/** What was being written, kept in this browser under a key until it is sent. */
export const readKept = (key: string): string => localStorage.getItem(key) ?? '';

/** False where the storage is full: that must not keep anybody from writing. */
export function keepText(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

export const forgetKept = (key: string): void => localStorage.removeItem(key);

/** The keys in use. Each names whose text it is, as a part between colons: several people may use one browser. */
export const keptKeys = {
  message: (uid: string, sessionId: string) => `draft:${uid}:${sessionId}`,
  edit: (uid: string, sessionId: string) => `edit:${uid}:${sessionId}`,
  files: (uid: string, sessionId: string) => `files:${uid}:${sessionId}`,
  unsent: (uid: string, sessionId: string, id: string) => `unsent:${uid}:${sessionId}:${id}`,
  /** What all of somebody's such keys begin with. */
  unsentOf: (uid: string) => `unsent:${uid}:`,
  ask: (uid: string, sessionId: string, messageId: string, askId: string) => `ask:${uid}:${sessionId}:${messageId}:${askId}`,
  editFiles: (uid: string, sessionId: string) => `edit-files:${uid}:${sessionId}`,
  purpose: (uid: string) => `apply-purpose:${uid}`,
  /** The form of an agent; null: of one that is not made yet. */
  agent: (uid: string, agentId: string | null) => (agentId === null ? `agent-draft:${uid}` : `agent-draft:${uid}:${agentId}`),
  /** The tests of an agent. */
  agentTests: (uid: string, agentId: string) => `agent-tests:${uid}:${agentId}`,
} as const;

/** Forgets all that this browser keeps for a person. */
export function forgetAllKept(uid: string): void {
  for (const key of Object.keys(localStorage)) if (key.split(':').includes(uid)) forgetKept(key);
}
