/** English of what a forked conversation says of its beginning, by message id. */
export const templates = {
  'forked-before':
    'Up to here this was copied from another conversation. The files are those of before they were last changed there, so they may not match the answers above.',
  'forked-none': 'Up to here this was copied from another conversation. No files came along.',
  'forked-now': 'Up to here this was copied from another conversation, and so were the files, as they were then.',
  'forked-original': 'See the original',
};
