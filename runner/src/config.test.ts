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
      project: null,
      trace: null,
    });
  });

  it('knows the trace that it was launched in, and takes none that is broken', () => {
    const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
    expect(readConfig({ ...GOOD, GOOGLE_CLOUD_PROJECT: 'my-project', TRACEPARENT })).toMatchObject({
      project: 'my-project',
      trace: { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' },
    });
    expect(readConfig({ ...GOOD, TRACEPARENT: 'broken' }).trace).toBeNull();
  });

  it('reports all problems at once', () => {
    expect(() => readConfig({ RUN_ID: 'x' })).toThrow(/RUN_ID.*CLAIM_CODE.*RUNS_URL/s);
    expect(() => readConfig({ ...GOOD, ALLOW_REDUCED_ISOLATION: 'yes' })).toThrow(/ALLOW_REDUCED_ISOLATION/);
  });
});
