import { str } from '@lit/localize';

/** English of the page that a link in a letter opens, by message id. */
export const templates = {
  'field-name': 'Name',
  'link-approve': 'Approve this application?',
  'link-approve-do': 'Approve',
  'link-approve-hint': 'They can start at once, and a letter tells them.',
  'link-approved': str`${0}’s application is approved`,
  'link-decided-hint': 'The applicant is told by mail. You may close this window.',
  'link-denied': str`${0}’s application is denied`,
  'link-deny': 'Deny this application?',
  'link-deny-do': 'Deny',
  'link-deny-hint': 'They get no access, and a letter tells them. It can be taken back on the admin page.',
  'link-failed': 'The decision was not sent. Check the connection and press again.',
  'link-gone': 'This link no longer works',
  'link-gone-hint': 'It was used, is older than 14 days, or somebody decided another way first. Nothing was changed.',
  'link-none': 'Open this page by the link in the letter',
  'link-none-hint': 'Reloading removes the link from the address. Press the button in the letter again to go on.',
  'link-offline': 'The application could not be loaded',
  'link-offline-hint': 'Check the connection and try again. The link still works.',
  'link-unknown': 'This link is not known',
  'link-unknown-hint': 'Its address may have been cut off. Press the button in the letter again, or copy the whole address.',
  'to-admin': 'Go to the admin pages',
};
