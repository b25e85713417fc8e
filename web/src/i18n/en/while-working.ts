import { str } from '@lit/localize';

/** English of what stands below the field while an answer comes, by message id. */
export const templates = {
  'stop-waiting': str`Stop the ${0} waiting, too`,
  'will-queue': 'Sent now, it is done after the present answer.',
  'will-queue-asking': 'The answer is waited for in the form above. What you send here is asked after that.',
};
