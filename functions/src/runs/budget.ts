import {
  addUsage,
  type BudgetAnswer,
  type BudgetRequest,
  type OpenReservation,
  type Reservation,
  type RunBudgetDocument,
  type Settlement,
} from '@oma/contract';
import type { Transaction } from '@google-cloud/firestore';
import { setTimeout as sleep } from 'node:timers/promises';
import { runTransaction } from '../firestore/run-transaction.ts';
import { Counters, type Payer } from './counters.ts';
import { measure } from '../operations/measure.ts';
import { type Limit, limitsOf, readSpending } from './limits.ts';
import type { RunDeps } from './run-deps.ts';
import type { RunRef } from './run-ref.ts';
import { signalFor } from './signal.ts';

/** How often a call that only other reservations stand in the way of tries to find room, and the longest pauses between. */
const PAUSES_MS = [100, 200, 400];

/**
 * Settles earlier requests of the open turn and sets money aside for the next. The transaction reads nothing but the run's own budget and adds to the counters
 * unread; only afterwards are they read, and where a limit is passed the money is given back. Of all that stands, the last to be set aside saw all the others,
 * so what stands is never more than the limit. Of several that pass it in the same moment all give back, and try again at moments of their own.
 */
export async function answerBudget(deps: RunDeps, ref: RunRef, request: BudgetRequest): Promise<BudgetAnswer> {
  const reserve = request.reserve === null ? null : { ...request.reserve, usd: rounded(request.reserve.usd) };
  for (let attempt = 0; ; attempt += 1) {
    const changed = await changeBudget(deps, ref.runId, request.turn, (budget, counters, now) => {
      for (const one of request.settle) settle(budget, counters, one);
      return reserve === null ? null : setAside(budget, counters, reserve, now);
    });
    if (changed === null) return answerOfNoTurn(deps, ref, request);
    const reservation = changed.value;
    if (reservation === null) return GRANTED;
    if (reservation.asked === 1) deps.month.setAside(reservation.usd);
    const passed = await passedLimit(deps, changed.budget, reservation.at);
    if (passed === null) return GRANTED;
    if (reservation.asked > 1) return refused(deps, ref, passed);
    await changeBudget(deps, ref.runId, request.turn, (budget, counters) => giveBack(budget, counters, reservation.request));
    const pauseMs = PAUSES_MS[attempt];
    if (pauseMs === undefined || passed.spentUsd + reservation.usd > passed.limitUsd) return refused(deps, ref, passed);
    await sleep(pauseMs * Math.random());
  }
}

function refused(deps: RunDeps, { runId }: RunRef, { whose, detail }: Limit): BudgetAnswer {
  measure(deps.log, { event: 'budget_refused', run_id: runId, limit: whose });
  return { granted: false, refusal: detail, gone: false };
}

const GRANTED: BudgetAnswer = { granted: true, refusal: null, gone: false };

/** Sums of such multiples have no rounding error: when all is given back, exactly nothing is set aside. */
const rounded = (usd: number): number => Math.ceil(usd * 2 ** 20) / 2 ** 20;

type Change<T> = (budget: RunBudgetDocument, counters: Counters, now: Date) => T;

/** Changes the budget of the open turn and the counters together. Null where this turn is not open: its budget is deleted with it. */
async function changeBudget<T>(
  deps: RunDeps,
  runId: string,
  turn: number,
  change: Change<T>,
): Promise<{ budget: RunBudgetDocument; value: T } | null> {
  const reference = deps.documents.runBudget(runId);
  return runTransaction(deps.documents.firestore, async (tx: Transaction) => {
    const budget = (await tx.get(reference)).data();
    if (budget?.turn !== turn) return null;
    const now = deps.now();
    const counters = new Counters();
    const value = change(budget, counters, now);
    tx.set(reference, budget);
    counters.write(tx, deps.documents, { payer: budget, monthShard: budget.month_shard, now });
    return { budget, value };
  });
}

/** Gives back what was set aside for a request and counts what it used, on the day it was set aside. */
function settle(budget: RunBudgetDocument, counters: Counters, { request, usage }: Settlement): void {
  const reservation = budget.open.find((one) => one.request === request);
  if (reservation === undefined) return;
  budget.open = budget.open.filter((one) => one !== reservation);
  budget.closed.push(request);
  budget.settled = addUsage(budget.settled, usage);
  counters.add(reservation.at, { ...usage, reserved_usd: -reservation.usd });
}

/** Sets money aside, or finds it set aside by an earlier call. Null where the request was settled already. */
function setAside(budget: RunBudgetDocument, counters: Counters, { request, usd }: Reservation, at: Date): OpenReservation | null {
  if (budget.closed.includes(request)) return null;
  const found = budget.open.find((one) => one.request === request);
  if (found !== undefined) {
    found.asked += 1;
    return found;
  }
  const reservation = { request, usd, at, asked: 1 };
  budget.open.push(reservation);
  counters.add(at, { reserved_usd: usd });
  return reservation;
}

/** Only what nobody asked for again: the later call decides for itself, and may have found room meanwhile. */
function giveBack(budget: RunBudgetDocument, counters: Counters, request: number): void {
  const reservation = budget.open.find((one) => one.request === request);
  if (reservation?.asked !== 1) return;
  budget.open = budget.open.filter((one) => one !== reservation);
  counters.add(reservation.at, { reserved_usd: -reservation.usd });
}

/** The limit that is passed with what was just set aside; null where none is. */
async function passedLimit(deps: RunDeps, payer: Payer, at: Date): Promise<Limit | null> {
  const settings = await deps.settings.read();
  if (settings?.accepting_messages !== true) return NOTHING_ALLOWED;
  const [person, agent, spending] = await Promise.all([
    deps.documents.user(payer.user_id).get(),
    payer.agent_id === null ? null : deps.documents.agent(payer.agent_id).get(),
    readSpending(deps, payer, settings, at),
  ]);
  const limits = limitsOf(settings, person.data(), agent?.data(), spending);
  return limits.find((limit) => limit.spentUsd + limit.reservedUsd > limit.limitUsd + ROUNDING_USD) ?? null;
}

const NOTHING_ALLOWED: Limit = { whose: 'off', detail: 'the platform takes no work', spentUsd: 0, reservedUsd: 0, limitUsd: 0 };

/** Sums of what was spent are not exact; a millionth of a cent is. */
const ROUNDING_USD = 1e-8;

async function answerOfNoTurn(deps: RunDeps, ref: RunRef, request: BudgetRequest): Promise<BudgetAnswer> {
  const [run, session] = await Promise.all([deps.documents.run(ref.runId).get(), deps.documents.session(ref.sessionId).get()]);
  const { gone } = signalFor(ref, request.turn, run.data(), session.data());
  return request.reserve === null ? { ...GRANTED, gone } : { granted: false, refusal: 'the turn is over', gone };
}
