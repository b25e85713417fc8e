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
  SITE_URL: 'https://agents.example.com/',
  CONTACT_EMAIL: 'contact@example.com',
  SMTP_HOST: 'smtp.example.com',
  SMTP_USER: 'mailer',
  SMTP_PASSWORD: 'secret',
  SMTP_FROM: 'noreply@example.com',
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
    ['a missing mail server', { ...PRODUCTION, SMTP_HOST: '' }, /SMTP_HOST: is missing/],
    ['a missing sender', { ...PRODUCTION, SMTP_FROM: undefined }, /SMTP_FROM: is missing/],
    ['a sender that is no address', { ...PRODUCTION, SMTP_FROM: 'Platform <noreply@example.com>' }, /SMTP_FROM/],
    ['a missing name for the mail server', { ...PRODUCTION, SMTP_USER: undefined }, /SMTP_USER: is missing/],
    ['a port that is none', { ...PRODUCTION, SMTP_PORT: '70000' }, /SMTP_PORT/],
    ['a missing site', { ...PRODUCTION, SITE_URL: undefined }, /SITE_URL: is missing/],
    ['a missing contact', { ...PRODUCTION, CONTACT_EMAIL: undefined }, /CONTACT_EMAIL: is missing/],
    ['a collector that has no address', { ...PRODUCTION, OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }, /OTEL_EXPORTER_OTLP_ENDPOINT/],
    ['more than all traces', { ...PRODUCTION, OTEL_TRACES_SAMPLER_ARG: '2' }, /OTEL_TRACES_SAMPLER_ARG/],
    ['a stand-in without its key', { GCLOUD_PROJECT: 'demo-x', LOCAL_CLOUD: '127.0.0.1:9020' }, /LOCAL_SIGNER_KEY_FILE: is missing/],
  ])('refuses %s outside a demo project', (_what, env, problem) => {
    expect(() => readConfig(env)).toThrow(problem);
  });

  it.each([
    [PRODUCTION, { endpoint: 'https://telemetry.googleapis.com', ratio: 1 }],
    [
      { ...PRODUCTION, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_TRACES_SAMPLER_ARG: '0.25' },
      { endpoint: 'http://127.0.0.1:4318', ratio: 0.25 },
    ],
    [{ GCLOUD_PROJECT: 'demo-x' }, { endpoint: null, ratio: 1 }],
  ])('knows where spans go', (env, traces) => {
    expect(readConfig(env).traces).toEqual(traces);
  });

  it('takes the mailbox of the machine where a demo project names no mail server', () => {
    expect(readConfig({ GCLOUD_PROJECT: 'demo-x', ADMIN_EMAILS: 'boss@example.com' })).toMatchObject({
      smtp: { host: '127.0.0.1', port: 9026, security: 'none', auth: null, from: 'noreply@example.com' },
      siteUrl: 'http://127.0.0.1:5000',
      contact: 'boss@example.com',
    });
    expect(readConfig({ GCLOUD_PROJECT: 'demo-x', SMTP_PORT: '9126' }).smtp).toMatchObject({ host: '127.0.0.1', port: 9126 });
  });

  it.each([
    ['port 587, encrypted before anything is said', {}, { port: 587, security: 'starttls' }],
    ['port 465, encrypted from the start', { SMTP_PORT: '465' }, { port: 465, security: 'tls' }],
    ['a demo project with a mail server', { GCLOUD_PROJECT: 'demo-x' }, { host: 'smtp.example.com', security: 'starttls' }],
    ['no name for it on a demo project', { GCLOUD_PROJECT: 'demo-x', SMTP_USER: '' }, { auth: null }],
    ['no password, in the functions that do not send', { SMTP_PASSWORD: undefined }, { auth: { user: 'mailer', password: '' } }],
  ])('reads a mail server: %s', (_what, env, smtp) => {
    const config = readConfig({ ...PRODUCTION, ...env });
    expect(config.smtp).toMatchObject({ host: 'smtp.example.com', from: 'noreply@example.com', ...smtp });
    expect(config.siteUrl).toBe('https://agents.example.com');
  });

  it('wants to know the sender where a demo project names a mail server', () => {
    expect(() => readConfig({ GCLOUD_PROJECT: 'demo-x', SMTP_HOST: 'smtp.example.com' })).toThrow(/SMTP_FROM: is missing/);
  });

  it('reports all problems at once', () => {
    expect(() => readConfig({ GCLOUD_PROJECT: 'my-project' })).toThrow(
      /RUNS_URL.*TASKS_URL.*RUNNER_SERVICE_ACCOUNT.*OBJECTS_BUCKET.*SITE_URL.*SMTP_HOST/s,
    );
  });
});
