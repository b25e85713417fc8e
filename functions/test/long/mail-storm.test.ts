import { describe, it } from 'vitest';
import { expectNothingLost } from '../emulator/mail-storm-check.ts';

describe('two hundred letters in a storm', () => {
  it.each([1, 2, 3])('all arrive or are refused, and a second copy only where SMTP cannot tell (seed %i)', { timeout: 900_000 }, (seed) =>
    expectNothingLost(200, seed),
  );
});
