/** What was being written, kept in this browser under a key until it is sent. */
export const readKept = (key: string): string => localStorage.getItem(key) ?? '';

export function keepText(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // A full storage must not keep anybody from writing.
  }
}

export const forgetKept = (key: string): void => localStorage.removeItem(key);

/** The keys in use. */
export const keptKeys = {
  message: (sessionId: string) => `draft:${sessionId}`,
  purpose: (uid: string) => `apply-purpose:${uid}`,
  /** The form of an agent; null: of one that is not made yet. */
  agent: (uid: string, agentId: string | null) => (agentId === null ? `agent-draft:${uid}` : `agent-draft:${uid}:${agentId}`),
} as const;
