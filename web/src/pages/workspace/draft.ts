const key = (sessionId: string): string => `draft:${sessionId}`;

/** What was being written in a session, kept in this browser. */
export const readDraft = (sessionId: string): string => localStorage.getItem(key(sessionId)) ?? '';

export function writeDraft(sessionId: string, text: string): void {
  try {
    localStorage.setItem(key(sessionId), text);
  } catch {
    // A full storage must not keep anybody from writing.
  }
}

export const forgetDraft = (sessionId: string): void => localStorage.removeItem(key(sessionId));
