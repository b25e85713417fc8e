import { describe, it } from 'vitest';
import { expectNothingLost } from './mail-storm-check.ts';

describe('twenty letters in a storm', () => {
  it('all arrive or are refused, and a second copy only where SMTP cannot tell', { timeout: 120_000 }, () => expectNothingLost(20, 4));
});
