/** What `api` asks of the runs; implemented in `functions/src/runs`. */
export type RequestStop = (sessionId: string, messageId: string) => Promise<'stopping' | 'stopped' | 'not_stoppable'>;
export type CloseSession = (sessionId: string) => Promise<void>;
