/** The inventory: one line per deployed function. */
export { api } from './deployed/api.ts';
export { onMessageCreated } from './deployed/on-message-created.ts';
export { runs } from './deployed/runs.ts';
export { sweep } from './deployed/sweep.ts';
export { tasks } from './deployed/tasks.ts';
