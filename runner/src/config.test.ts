import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const GOOD = { RUN_ID: 'run_aaaaaaaaaaaaaaaaaaaa', CLAIM_CODE: 'c'.repeat(43), RUNS_URL: 'https://runs.example.com/' };

describe('readConfig', () => {
  it('takes what the job gives, and the careful defaults', () => {
    expect(readConfig(GOOD)).toMatchObject({
      runsUrl: 'https://runs.example.com',
      allowReducedIsolation: false,
      hasJobIdentity: false,
      claudeBinary: null,
      toolbox: null,
    });
  });

  it('reports all problems at once', () => {
    expect(() => readConfig({ RUN_ID: 'x' })).toThrow(/RUN_ID.*CLAIM_CODE.*RUNS_URL/s);
    expect(() => readConfig({ ...GOOD, ALLOW_REDUCED_ISOLATION: 'yes' })).toThrow(/ALLOW_REDUCED_ISOLATION/);
  });
});
