import { describe, expect, it } from 'vitest';
import { CloudError } from './cloud.ts';
import { gcloudCloud } from './gcloud.ts';
import type { Ended, Start } from './program.ts';

/** Answers one after the other, and the last one for ever. */
function answering(...answers: Partial<Ended>[]) {
  const asked: string[] = [];
  const start: Start = (command, args) => {
    asked.push(`${command} ${args.join(' ')}`);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    return Promise.resolve({ code: 0, stdout: '', stderr: '', ...answer });
  };
  const said: string[] = [];
  return { asked, said, cloud: gcloudCloud({ project: 'p', start, patienceMs: [1, 1, 1], say: (line) => said.push(line) }) };
}

describe('gcloud', () => {
  it.each([
    ['ERROR: (gcloud.tasks.queues.describe) NOT_FOUND: Requested entity was not found.'],
    ['ERROR: (gcloud.secrets.describe) NOT_FOUND: Secret [projects/1/secrets/X] not found.'],
    ['ERROR: (gcloud.run.jobs.describe) Cannot find job [runner]. It does not exist'],
    ['ERROR: (gcloud.tasks.queues.describe) PERMISSION_DENIED: Cloud Tasks API has not been used in project 1 before or it is disabled.'],
  ])('what is not there, or whose API is off, is null: %s', async (stderr) => {
    expect(await answering({ code: 1, stderr }).cloud.read(['x', 'describe'])).toBeNull();
  });

  it('any other failure is told in Google’s words', async () => {
    const { cloud } = answering({ code: 1, stderr: "ERROR: PERMISSION_DENIED: Permission 'cloudtasks.queues.get' denied" });
    await expect(cloud.read(['tasks', 'queues', 'describe', 'x'])).rejects.toThrow(
      /gcloud tasks queues describe x: .*cloudtasks\.queues\.get/,
    );
  });

  it('tries again what is not known everywhere yet, and says that it waits', async () => {
    const { cloud, asked, said } = answering({ code: 1, stderr: 'Service account x does not exist.' }, { code: 0 });
    await cloud.run({ args: ['projects', 'add-iam-policy-binding', 'p'] });
    expect(asked).toHaveLength(2);
    expect(said).toEqual([expect.stringMatching(/^ {2}Google does not know yet/)]);
  });

  it('gives up after a while, and a measure has ten minutes', async () => {
    const absent = answering({ code: 1, stderr: 'Service account x does not exist.' });
    await expect(absent.cloud.run({ args: ['x'] })).rejects.toBeInstanceOf(CloudError);
    expect(absent.asked).toHaveLength(4);
    const metric = answering({ code: 1, stderr: 'NOT_FOUND: Cannot find metric that matches type = "logging.googleapis.com/user/x".' });
    await expect(metric.cloud.run({ args: ['x'] })).rejects.toBeInstanceOf(CloudError);
    expect(metric.asked).toHaveLength(21);
  });

  it('does not try again what Google refuses', async () => {
    const { cloud, asked } = answering({ code: 1, stderr: 'ERROR: PERMISSION_DENIED' });
    await expect(cloud.run({ args: ['x'] })).rejects.toBeInstanceOf(CloudError);
    expect(asked).toHaveLength(1);
  });

  it('waits some minutes for an API that was switched on a moment ago', async () => {
    const { cloud, asked } = answering({ code: 1, stderr: 'PERMISSION_DENIED: Cloud Tasks API has not been used in project 1 before' });
    await expect(cloud.run({ args: ['tasks', 'queues', 'create'] })).rejects.toBeInstanceOf(CloudError);
    expect(asked).toHaveLength(12);
  });

  it('says in a sentence that gcloud is not installed', async () => {
    const start: Start = () => Promise.reject(Object.assign(new Error('spawn gcloud ENOENT'), { code: 'ENOENT' }));
    await expect(gcloudCloud({ project: 'p', start }).read(['x'])).rejects.toThrow(
      /gcloud: is not on the PATH: install the Google Cloud CLI/,
    );
  });
});
