import type { Cloud } from '../cloud.ts';
import type { Start } from '../program.ts';

/** A step of a release that did not succeed; `said` is what the program that did it said last. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
  readonly said: string;
  constructor(step: string, said: string) {
    super(step);
    this.said = said;
  }
}

/** What a release works with. */
export type Tools = {
  root: string;
  cloud: Cloud;
  start: Start;
  say: (line: string) => void;
  /** For the deployed site. */
  fetch: typeof fetch;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Has `takeBack` done where the person or GitHub ends the release, before the program ends; null: there is nothing to take back any more. */
  onInterrupt: (takeBack: (() => Promise<void>) | null) => void;
  /** Waits so many milliseconds. */
  wait: (ms: number) => Promise<void>;
};

const LAST_CHARACTERS = 4000;

/** Runs a program as a step of the release, with a line before and after it. Throws `StepFailed`. */
export async function step(
  { start, say }: Pick<Tools, 'start' | 'say'>,
  what: string,
  command: string,
  args: readonly string[],
  options: { env?: Readonly<Record<string, string>>; input?: string } = {},
): Promise<string> {
  say(`… ${what}`);
  const startedAt = performance.now();
  const { code, stdout, stderr } = await start(command, args, options).catch((error: unknown) => {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new StepFailed(what, isMissing ? `${command} is not on the PATH.` : String(error));
  });
  if (code !== 0) throw new StepFailed(what, `${stdout}\n${stderr}`.trim().slice(-LAST_CHARACTERS));
  say(`  ${what}: done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return stdout;
}
