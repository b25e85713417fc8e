import { type AppendRequest, RUN_LIMITS, type Signal } from '@oma/contract';
import { errorCode, GrpcStatus } from '../google/grpc-status.ts';
import type { RunRef } from './run-ref.ts';
import type { RunDeps } from './run-deps.ts';
import { signalFor } from './signal.ts';

/**
 * Stores one chunk of the open turn, once per number, if the run is still the session's. No transaction: it would contend with every
 * heartbeat, and a chunk that slips in while its turn ends harms nothing, for readers drop the chunks of an ended reply and no other
 * run ever writes to the same reply.
 */
export async function appendChunk(deps: RunDeps, ref: RunRef, request: AppendRequest): Promise<Signal> {
  const [run, session] = await Promise.all([deps.documents.run(ref.runId).get(), deps.documents.session(ref.sessionId).get()]);
  const signal = signalFor(ref, request.turn, run.data(), session.data());
  const messageId = run.data()?.turn_message ?? null;
  if (signal.gone || messageId === null || run.data()?.turn !== request.turn) return signal;
  const now = deps.now();
  const chunk = { seq: request.seq, events: request.events, created_at: now, expire_at: new Date(now.getTime() + RUN_LIMITS.chunkLife) };
  try {
    await deps.documents.chunk(ref.sessionId, messageId, request.seq).create(chunk);
  } catch (error) {
    if (errorCode(error) !== GrpcStatus.ALREADY_EXISTS) throw error;
  }
  return signal;
}
