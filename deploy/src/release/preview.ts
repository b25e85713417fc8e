import * as z from 'zod';
import type { Environment } from '../environment.ts';
import { buildEnvironment } from './build-environment.ts';
import { step, StepFailed, type Tools } from './tools.ts';

const Answer = z.object({ result: z.record(z.string(), z.object({ url: z.string() })) });

/** Puts the pages of the commit that is checked out on a channel of their own for a week, before the functions that are there already. */
export async function preview(tools: Tools, environment: Environment, channel: string): Promise<0 | 1> {
  if (!environment.previews) {
    tools.say('Not deployed: this environment makes no previews ("previews" in its file).');
    return 1;
  }
  try {
    const revision = (await step(tools, 'naming the commit', 'git', ['rev-parse', '--short=12', 'HEAD'])).trim();
    await step(tools, 'building', process.execPath, ['build.mjs'], { env: buildEnvironment(environment, revision) });
    const said = await step(tools, `deploying the pages to ${channel}`, 'firebase', [
      ...['hosting:channel:deploy', channel, `--project=${environment.project}`, '--expires=7d', '--non-interactive', '--json'],
    ]);
    const [site] = Object.values(Answer.parse(JSON.parse(said)).result);
    tools.say(`Preview: ${site?.url ?? ''}`);
    return 0;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    if (error.said !== '') tools.say(error.said);
    tools.say(`No preview: “${error.message}” failed; the lines above say why.`);
    return 1;
  }
}
