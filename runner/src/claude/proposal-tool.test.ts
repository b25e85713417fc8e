import { describe, expect, it } from 'vitest';
import { proposalAnswer } from './proposal-tool.ts';

describe('what Claude hears of its proposal', () => {
  const given = { name: 'x' };

  it('is that it was shown, once the form takes it', () => {
    expect(proposalAnswer(given, { problems: [] })).toEqual({ behavior: 'allow', updatedInput: given });
  });

  it('is each thing that the form does not take', () => {
    const answer = proposalAnswer(given, {
      problems: [
        { path: 'owner_id', message: 'is not a field of this' },
        { path: '', message: 'must propose something' },
      ],
    });
    expect(answer.behavior === 'deny' && answer.message.split('\n').slice(1)).toEqual([
      '- owner_id: is not a field of this',
      '- the proposal: must propose something',
    ]);
  });

  it('is that it could not be shown', () => {
    expect(proposalAnswer(given, null)).toMatchObject({ behavior: 'deny' });
  });
});
