import { str } from '@lit/localize';

/** English of the field of an agent's own files, by message id. */
export const templates = {
  'reference-added': str`${0} was added.`,
  'reference-choose': 'Choose files',
  'reference-coming': 'Files being uploaded',
  'reference-day': 'You have uploaded as many files as one may in a day.',
  'reference-download': str`Download ${0}`,
  'reference-drop': 'or drop them here.',
  'reference-folder': 'Add a folder as an archive, please.',
  'reference-gone':
    'Some files cannot be used any more; a day may have passed since they were uploaded. Remove them and upload them again.',
  'reference-hint':
    'Files to keep at hand, such as company forms or reference data. The agent can read them in every conversation, and cannot change them.',
  'reference-program': 'Programs cannot be added.',
  'reference-removed': str`${0} was removed.`,
  'reference-sending': 'Files are being uploaded. Press again when they have arrived.',
  'reference-there': 'Reference files added',
  'reference-too-large': str`Up to ${0} in all.`,
  'reference-too-many': str`Up to ${0} files.`,
  'reference-too-much': str`The reference files of all your agents may be ${0} together. Delete an agent that you no longer use.`,
  'reference-used': str`${1} of ${0} used`,
};
