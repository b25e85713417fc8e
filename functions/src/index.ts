/** The inventory: one line per deployed function. */
export { api } from './deployed/api.ts';
export { onApplicationWritten } from './deployed/on-application-written.ts';
export { onMailCreated } from './deployed/on-mail-created.ts';
export { onMessageCreated } from './deployed/on-message-created.ts';
export { onUserWritten } from './deployed/on-user-written.ts';
export { runs } from './deployed/runs.ts';
export { sweep } from './deployed/sweep.ts';
export { tasks } from './deployed/tasks.ts';
