import { str } from '@lit/localize';

/** English of a proposal for the form of an agent, by message id. */
export const templates = {
  'proposal-coming': 'Writing a proposal',
  'proposal-earlier': 'Earlier proposal',
  'proposal-elsewhere': 'This is what was proposed for the agent',
  'proposal-elsewhere-hint': 'It can be taken over only beside the form of the agent.',
  'proposal-loading': 'Loading the proposal',
  'proposal-open': str`${0} proposed changes`,
  'proposal-refused': 'This proposal does not fit the form and was dropped. Nothing has changed.',
  'proposal-said': str`Taken over into the form: ${0}. Save it there.`,
  'proposal-show-form': 'See the form',
  'proposal-take-all': 'Take over all',
  'proposal-take-some': str`Take over ${0} chosen`,
  'proposal-taken': 'All of this is in the form',
  'proposal-undo': 'Undo',
  'proposal-unsaved': 'Taking over does not save.',
};
