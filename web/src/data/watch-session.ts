import { paths, SessionDocument } from '@oma/contract';
import type { Listening } from './listening.ts';
import { watchOne } from './watch-one.ts';

/** The session as it changes. `null`: there is none, or it is not this person's; without a connection that is not known, and nothing is told. */
export const watchSession = (id: string, listening: Listening<SessionDocument | null>): Promise<() => void> =>
  watchOne(paths.session(id), (data) => SessionDocument.parse(data), listening);
