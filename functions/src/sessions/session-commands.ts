/** What `api` asks of the runs; implemented in `functions/src/runs`. */
export type RequestStop = (sessionId: string, messageId: string) => Promise<'stopping' | 'stopped' | 'not_stoppable'>;
export type CloseSession = (sessionId: string) => Promise<void>;
/** Ends, for good, all that runs for a person: those sessions are closed, and nothing begins in them any more. */
export type EndWork = (uid: string) => Promise<void>;
