import {
  type AppendRequest,
  AskOutcome,
  type AskRequest,
  BudgetAnswer,
  type BudgetRequest,
  ClaimAnswer,
  type ClaimRequest,
  EndAnswer,
  type EndRequest,
  type HeartbeatRequest,
  HistoryAnswer,
  type HistoryRequest,
  NextAnswer,
  type NextRequest,
  Problem,
  ProposeAnswer,
  type ProposeRequest,
  ReferencesAnswer,
  type ReferencesRequest,
  Signal,
  traceparent,
} from '@oma/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod';
import type { About } from '../about.ts';
import type { Log } from '../log.ts';

/** The run is no longer the session's: nothing this process does counts any more. */
export class RunGone extends Error {
  override readonly name = 'RunGone';
}

/** The door refused a call for good. */
export class DoorRefused extends Error {
  override readonly name = 'DoorRefused';
  readonly status: number;

  constructor(call: string, status: number, code: string) {
    super(`${call} was refused: ${status} ${code}`);
    this.status = status;
  }
}

/** The runner's one door: the function `runs`. Every call may be repeated, so each is, after a lost connection or a fault of the other side. */
export type Door = {
  claim(request: ClaimRequest, jobIdentity: string | null): Promise<ClaimAnswer>;
  /** The token that `claim` answered; every later call carries it. */
  useToken(token: string): void;
  next(request: NextRequest, signal?: AbortSignal): Promise<NextAnswer>;
  /** What was said before the open turn, where Claude's own memory of it is lost. */
  history(request: HistoryRequest): Promise<HistoryAnswer>;
  /** Where the agent's own files are fetched. */
  references(request: ReferencesRequest): Promise<ReferencesAnswer>;
  append(request: AppendRequest): Promise<Signal>;
  heartbeat(request: HeartbeatRequest, signal?: AbortSignal): Promise<Signal>;
  budget(request: BudgetRequest): Promise<BudgetAnswer>;
  /** Puts something before the person and waits for the answer. */
  ask(request: AskRequest, signal?: AbortSignal): Promise<AskOutcome>;
  /** Puts what Claude proposes for the form of an agent before the person. */
  propose(request: ProposeRequest, signal?: AbortSignal): Promise<ProposeAnswer>;
  end(request: EndRequest): Promise<EndAnswer>;
};

const GIVE_UP_AFTER_MS = 60_000;
const LONGEST_CALL_MS = 75_000;

export function createDoor(runsUrl: string, about: Pick<About, 'trace'>, log: Log): Door {
  let token: string | null = null;

  async function call<T extends z.ZodType>(
    name: string,
    body: object,
    schema: T,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<z.output<T>> {
    const startedAt = Date.now();
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(name, body, { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) }, signal);
      if (answer !== null && answer.ok) return schema.parse(await answer.json());
      if (answer !== null && answer.status < 500 && answer.status !== 429) throw await refusal(name, answer);
      signal?.throwIfAborted();
      if (Date.now() - startedAt > GIVE_UP_AFTER_MS) throw new DoorRefused(name, answer?.status ?? 0, 'unreachable');
      log('WARNING', 'door_retry', { call: name, status: answer?.status ?? 0, attempt });
      await sleep(Math.min(100 * 2 ** attempt, 3000) * (0.5 + Math.random() / 2), undefined, signal === undefined ? {} : { signal });
    }
  }

  async function send(name: string, body: object, headers: Record<string, string>, signal?: AbortSignal): Promise<Response | null> {
    const limit = AbortSignal.timeout(LONGEST_CALL_MS);
    try {
      return await fetch(`${runsUrl}/${name}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(about.trace === null ? {} : { traceparent: traceparent(about.trace) }),
          ...headers,
        },
        body: JSON.stringify(body),
        signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
      });
    } catch {
      signal?.throwIfAborted();
      return null;
    }
  }

  return {
    claim: (request, jobIdentity) => call('claim', request, ClaimAnswer, jobIdentity === null ? {} : { 'x-job-identity': jobIdentity }),
    useToken: (given) => {
      token = given;
    },
    next: (request, signal) => call('next', request, NextAnswer, {}, signal),
    history: (request) => call('history', request, HistoryAnswer),
    references: (request) => call('references', request, ReferencesAnswer),
    append: (request) => call('append', request, Signal),
    heartbeat: (request, signal) => call('heartbeat', request, Signal, {}, signal),
    budget: (request) => call('budget', request, BudgetAnswer),
    ask: (request, signal) => call('ask', request, AskOutcome, {}, signal),
    propose: (request, signal) => call('propose', request, ProposeAnswer, {}, signal),
    end: (request) => call('end', request, EndAnswer),
  };
}

async function refusal(name: string, answer: Response): Promise<Error> {
  const problem = Problem.safeParse(await answer.json().catch(() => null));
  const code = problem.success ? problem.data.code : 'unknown';
  return code === 'run_gone' ? new RunGone(`${name}: the run is gone`) : new DoorRefused(name, answer.status, code);
}
