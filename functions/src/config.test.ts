import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const PRODUCTION = {
  GCLOUD_PROJECT: 'my-project',
  RUNS_URL: 'https://runs.example.com',
  TASKS_URL: 'https://tasks.example.com',
  TASKS_SERVICE_ACCOUNT: 'tasks@my-project.iam.gserviceaccount.com',
  RUNNER_SERVICE_ACCOUNT: 'runner@my-project.iam.gserviceaccount.com',
  OBJECTS_BUCKET: 'my-project-objects',
  ADMIN_EMAILS: 'A@example.com, b@example.com',
};

describe('readConfig', () => {
  it('needs nothing but a project on a demo project', () => {
    expect(readConfig({ GCLOUD_PROJECT: 'demo-x' })).toMatchObject({
      runsUrl: 'http://127.0.0.1:5002',
      runnerServiceAccount: null,
      adminEmails: ['admin@example.com'],
      local: null,
    });
  });

  it('takes addresses of admins apart, in lower case', () => {
    expect(readConfig(PRODUCTION).adminEmails).toEqual(['a@example.com', 'b@example.com']);
  });

  it.each([
    ['a missing service account', { ...PRODUCTION, RUNNER_SERVICE_ACCOUNT: undefined }, /RUNNER_SERVICE_ACCOUNT: is missing/],
    [
      'a stand-in for the cloud',
      { ...PRODUCTION, LOCAL_CLOUD: '127.0.0.1:9020', LOCAL_SIGNER_KEY_FILE: '/x' },
      /LOCAL_CLOUD: only on a demo- project/,
    ],
    ['simulation', { ...PRODUCTION, SIMULATION: 'true' }, /SIMULATION/],
    ['an address that is none', { ...PRODUCTION, RUNS_URL: 'nowhere' }, /RUNS_URL/],
    ['a stand-in without its key', { GCLOUD_PROJECT: 'demo-x', LOCAL_CLOUD: '127.0.0.1:9020' }, /LOCAL_SIGNER_KEY_FILE: is missing/],
  ])('refuses %s outside a demo project', (_what, env, problem) => {
    expect(() => readConfig(env)).toThrow(problem);
  });

  it('reports all problems at once', () => {
    expect(() => readConfig({ GCLOUD_PROJECT: 'my-project' })).toThrow(/RUNS_URL.*TASKS_URL.*RUNNER_SERVICE_ACCOUNT.*OBJECTS_BUCKET/s);
  });
});
