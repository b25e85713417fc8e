import { str } from '@lit/localize';

/** English of the list of conversations and of what is done with one, by message id. */
export const templates = {
  'any-agent': 'Any agent',
  'no-sessions-found': 'No such conversation. Try other words or conditions.',
  'no-sessions-yet': 'You have no conversations yet. Those that you begin here or by running an agent are kept here.',
  'search-sessions': 'Search conversations',
  'search-sessions-hint': 'Search titles and what you wrote',
  'session-act-failed': 'This was not done. Please do it again in a moment.',
  'session-act-gone': 'There is no such conversation. It may have been deleted in another window.',
  'session-act-invalid': 'It cannot be saved under this name. Please write another.',
  'session-act-offline': 'The connection was lost, so this was not done. Check the connection and do it again.',
  'session-close': 'Close the conversation',
  'session-closed-now': 'The conversation is closed. It can be read, and reopened at any time.',
  'session-export-json': 'Export as JSON',
  'session-export-markdown': 'Export as Markdown',
  'session-rename': 'Rename',
  'session-reopen': 'Reopen',
  'session-reopened': 'The conversation is open again.',
  'session-title': 'Name of the conversation',
  'sessions-closed': 'Closed conversations',
  'sessions-count': str`${0} conversations`,
  'sessions-found': str`${0} found`,
  'sessions-list': 'List of conversations',
  'sessions-looking': str`Searching. ${0} so far`,
  'sessions-open': 'Open conversations',
  'sessions-some': str`${0} shown. There are more.`,
};
