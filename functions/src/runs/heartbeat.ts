import type { HeartbeatRequest, Signal } from '@oma/contract';
import { leaseMs } from './lease.ts';
import type { RunRef } from './run-ref.ts';
import type { RunDeps } from './run-deps.ts';
import { signalFor } from './signal.ts';
import { waitForSession } from './wait-for-session.ts';

/** Renews the lease, notes what the turn used, and waits up to `wait_s` for a stop. */
export async function heartbeat(deps: RunDeps, ref: RunRef, request: Required<HeartbeatRequest>): Promise<Signal> {
  const signal = await renewLease(deps, ref, request);
  if (signal.gone || signal.stop || request.wait_s === 0) return signal;
  const isCalled = await waitForSession(
    deps,
    ref.sessionId,
    request.wait_s * 1000,
    (session) => session.run?.id !== ref.runId || session.stop !== null,
  );
  if (!isCalled) return signal;
  const [run, session] = await Promise.all([deps.documents.run(ref.runId).get(), deps.documents.session(ref.sessionId).get()]);
  return signalFor(ref, request.turn, run.data(), session.data());
}

/** Writes the run only, for its session changes with its states, not with its heartbeats; and no transaction, for a lease that is renewed while the run ends harms nothing. */
async function renewLease(deps: RunDeps, ref: RunRef, request: Required<HeartbeatRequest>): Promise<Signal> {
  const [run, session] = await Promise.all([deps.documents.run(ref.runId).get(), deps.documents.session(ref.sessionId).get()]);
  const data = run.data();
  const signal = signalFor(ref, request.turn, data, session.data());
  if (data === undefined || signal.gone) return signal;
  const isOpen = data.turn === request.turn && data.turn_message !== null;
  await run.ref.update({
    lease_until: new Date(deps.now().getTime() + leaseMs(request.wait_s * 1000)),
    grace_given: false,
    ...(isOpen ? { turn_usage: request.usage } : {}),
  });
  return signal;
}
