import { str } from '@lit/localize';

/** English of sharing a conversation by a link, by message id. */
export const templates = {
  'secret-access-key': 'Access key',
  'secret-email': 'E-mail address',
  'secret-in-answer': str`Answer ${0}`,
  'secret-in-question': str`Question ${0}`,
  'secret-in-title': 'Title',
  'secret-in-tool': str`Done for answer ${0}`,
  'secret-password': 'Password',
  'secret-private-key': 'Private key',
  'secret-token': 'Token',
  share: 'Share by a link',
  'share-anew': 'Make a new link',
  'share-anyway': 'Make the link all the same',
  'share-close': 'Close',
  'share-failed': 'The link could not be made. Press again in a moment.',
  'share-found': str`What may be secret: ${0} found. Look whether anybody may see it.`,
  'share-found-list': 'What was found',
  'share-link': 'Link',
  'share-made': 'The link is made. Once this window is closed the address cannot be seen again.',
  'share-make': 'Make the link',
  'share-nothing': 'There is no answer yet, so there is nothing to share.',
  'share-now': str`There is a link, made at ${0}. Its address cannot be shown again, and once you make a new one it no longer works.`,
  'share-what':
    'Whoever has the link can read, without signing in, the questions and answers until now and what was done for them. What comes later, files and cost are not shown.',
  unshare: 'Take the link back',
  'unshare-failed': 'The link could not be taken back, and still works. Please press again.',
};
