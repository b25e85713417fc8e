import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import type { Place } from '../config.ts';
import { createBubblewrap } from './bubblewrap.ts';
import type { Container } from './container.ts';
import { selfTest } from './self-test.ts';
import { presentToolbox } from './toolbox.ts';

/** A container that passed its test, or the reason why there is none. */
export type ContainerChoice =
  { kind: 'container'; container: Container } | { kind: 'reduced'; why: string } | { kind: 'refused'; why: string };

/** Tries the container. Where it cannot exist, going on without it is a decision of whoever configured the job. */
export async function tryContainer(place: Place, claudeBinary: string): Promise<ContainerChoice> {
  const why =
    process.getuid?.() === 0 ? (['bwrap', 'socat'].find((program) => !isOnPath(program)) ?? null) : 'the job does not run as root';
  if (why !== null) return without(place, why.includes(' ') ? why : `${why} is not installed`);
  const container = createBubblewrap(place.folder, claudeBinary, presentToolbox(place));
  const problem = await selfTest(container);
  if (problem === null) return { kind: 'container', container };
  await container.remove();
  return without(place, problem);
}

const without = (place: Place, why: string): ContainerChoice =>
  place.allowReducedIsolation ? { kind: 'reduced', why } : { kind: 'refused', why };

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
