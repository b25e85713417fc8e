import { str } from '@lit/localize';

/** English of the page that a shared link opens, by message id. */
export const templates = {
  'shared-busy-hint': 'Many are opening this link right now. Please try again in a minute.',
  'shared-caution': 'An agent’s answers may be wrong.',
  'shared-gone': 'This link cannot be opened',
  'shared-gone-hint': 'It was taken back, the conversation was deleted, or the address was cut off. Ask whoever gave it to you.',
  'shared-more': 'Show more',
  'shared-more-failed': 'No more could be loaded. Please press again.',
  'shared-offline': 'The conversation could not be loaded',
  'shared-offline-hint': 'Check the connection and try again.',
  'shared-question': 'Question',
  'shared-untitled': 'A shared conversation',
  'shared-what': str`This conversation was shared by a link. It goes up to ${0} and can only be read.`,
};
