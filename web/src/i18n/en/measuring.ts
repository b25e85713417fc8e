/** English of what a browser may send of itself, by message id. */
export const templates = {
  measuring: 'Send speed and errors of this browser',
  'measuring-ask': 'If this browser may send its speed and errors, they are used to make the service better, and for nothing else.',
  'measuring-declined': 'Nothing is sent. Should you change your mind, switch it on in your account.',
  'measuring-kept': 'Deleted after 30 days.',
  'measuring-kept-title': 'Kept',
  'measuring-no': 'Do not send',
  'measuring-not-sent':
    'What conversations and files say, what you type, addresses of pages, the words of errors. Nor whose it is, but for the times of a question.',
  'measuring-not-sent-title': 'Not sent',
  'measuring-off': 'Nothing is sent. Kept in this browser only.',
  'measuring-on': 'It is being sent. Switch it off, and it ends at once. Kept in this browser only.',
  'measuring-sent':
    'Which page it is, how long it took to paint and to respond and how far it shifted, the kind of an error and where in our files it was. How long it took from a question to its answer on screen is sent with the number of that question.',
  'measuring-sent-title': 'Sent',
  'measuring-thanks': 'Thank you, it is sent from now on. You can switch it off in your account at any time.',
  'measuring-what': 'What is sent',
  'measuring-yes': 'Send',
};
