import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Environment } from './environment.ts';
import { jobYaml } from './job.ts';

const template = readFileSync('deploy/job.yaml', 'utf8');
const environment = Environment.parse({
  ...(JSON.parse(readFileSync('deploy/environments/example.json', 'utf8')) as object),
  billing_account: '012345-6789AB-CDEF01',
});
const IMAGE = `asia-northeast3-docker.pkg.dev/p/runner/runner@sha256:${'a'.repeat(64)}`;

/**
 * What the job of this platform may say, of what Google takes; anything else is a slip.
 * https://cloud.google.com/run/docs/reference/rest/v1/namespaces.jobs#Job
 */
const Job = z.strictObject({
  apiVersion: z.literal('run.googleapis.com/v1'),
  kind: z.literal('Job'),
  metadata: z.strictObject({
    name: z.literal('runner'),
    labels: z.strictObject({ 'cloud.googleapis.com/location': z.literal('asia-northeast3') }),
  }),
  spec: z.strictObject({
    template: z.strictObject({
      metadata: z.strictObject({ annotations: z.strictObject({ 'run.googleapis.com/execution-environment': z.literal('gen2') }) }),
      spec: z.strictObject({
        parallelism: z.literal(1),
        taskCount: z.literal(1),
        template: z.strictObject({
          spec: z.strictObject({
            serviceAccountName: z.email(),
            timeoutSeconds: z.string().regex(/^\d+$/),
            maxRetries: z.number().int().nonnegative(),
            containers: z.tuple([
              z.strictObject({
                image: z.string().regex(/@sha256:[0-9a-f]{64}$/),
                command: z.array(z.string()),
                args: z.array(z.string()),
                env: z.array(z.strictObject({ name: z.string(), value: z.string() })),
                resources: z.strictObject({ limits: z.strictObject({ cpu: z.string(), memory: z.string() }) }),
              }),
            ]),
          }),
        }),
      }),
    }),
  }),
});

describe('deploy/job.yaml', () => {
  const { spec } = Job.parse(parse(jobYaml(template, { environment, image: IMAGE }))).spec.template.spec.template;

  it('runs six hours at most, is never tried again by itself, and has no account with a role', () => {
    expect(spec).toMatchObject({
      timeoutSeconds: String(6 * 60 * 60),
      maxRetries: 0,
      serviceAccountName: `oma-runner@${environment.project}.iam.gserviceaccount.com`,
    });
  });

  it('holds no secret: the model key comes with the claim', () => {
    expect(spec.containers[0].env.map(({ name }) => name)).toEqual(['JOB_IDENTITY']);
    expect(template).not.toMatch(/secretKeyRef|KEY|PASSWORD/);
  });

  it('starts what the image holds', () => {
    const dockerfile = readFileSync('runner/image/Dockerfile', 'utf8');
    const [container] = spec.containers;
    expect(dockerfile).toContain(`CMD ${JSON.stringify([...container.command, ...container.args]).replace(',', ', ')}`);
  });

  it('asks for nothing that nobody gives', () => {
    expect(() => jobYaml(`${template}\n# \${UNKNOWN}`, { environment, image: IMAGE })).toThrow('asks for UNKNOWN');
  });
});
