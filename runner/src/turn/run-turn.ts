import { type NextAnswer, RUN_LIMITS, type Signal, type Usage, type Verdicts } from '@oma/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AskThePerson, Claude, ClaudeEnd, ClaudeEvent, ProposeToPerson } from '../claude/claude.ts';
import { type Door, DoorRefused, RunGone } from '../door/door.ts';
import type { ModelProxy } from '../model-proxy/model-proxy.ts';
import type { Phases } from '../run/phases.ts';
import { askPerson } from './ask-person.ts';
import { Chunker } from './chunker.ts';
import { Deadline } from './deadline.ts';
import { DoorBudget } from './door-budget.ts';
import { judge, type Judged } from './judge.ts';
import { type Interruption, type Outcome, outcomeOf } from './outcome.ts';

export type Question = NonNullable<NextAnswer['question']>;

export type Turn = {
  number: number;
  question: Question;
  /** What Claude Code is told of the conversation so far, where it does not remember. */
  record: string | null;
  /** What Claude Code is told of what came with the question. */
  note: string | null;
  deadline: Date | null;
  limitUsd: number;
  /** What the answer is judged by once it is there, each in words. */
  judged: readonly string[];
};

export type TurnParts = {
  door: Door;
  claude: Claude;
  proxy: ModelProxy;
  /** Aborts when the job is asked to shut down. */
  terminated: AbortSignal;
  /** The number of the next request to the model; it counts up within the run. */
  nextRequest: () => number;
  /** Called when Claude Code shows its first sign of answering. */
  onFirstEvent: () => void;
  /** Measures how long a part of the turn takes. */
  phases: Pick<Phases, 'time'>;
  /** The files as they are now, for the judge. */
  readFiles: (signal: AbortSignal) => Promise<Pick<Judged, 'files' | 'files_left_out'>>;
};

/** Where the archives of a turn go. */
export type Places = Pick<NextAnswer, 'put_url' | 'memory_put_url' | 'manifest_put_url'>;

/**
 * `settled` resolves when the door knows what each request cost. `places`: where its archives go, where that changed since the turn was begun. `verdicts`: null
 * where nothing was to be judged, or there is no answer.
 */
export type TurnEnd = {
  verdicts: Verdicts | null;
  outcome: Outcome;
  end: ClaudeEnd;
  usage: Usage;
  settled: Promise<void>;
  places: Places | null;
};

/** How long Claude Code has to obey an interruption before its process is ended. */
const OBEY_MS = 2500;
const HEARTBEAT_WAIT_S = RUN_LIMITS.heartbeatInTurn / 1000;

/**
 * Runs one turn: asks Claude Code, sends on what it does, and listens meanwhile for a stop. Throws `RunGone` when the run is no longer the session's;
 * then Claude Code is stopped and nothing more is sent.
 */
export async function runTurn(turn: Turn, parts: TurnParts): Promise<TurnEnd> {
  const { door, claude, proxy, onFirstEvent } = parts;
  let interruption: Interruption | null = null;
  const gone = new AbortController();
  const over = new AbortController();
  const halted = new AbortController();

  const interrupt = (why: Interruption): void => {
    if (interruption !== null) return;
    interruption = why;
    halted.abort();
    void claude.interrupt();
    void sleep(OBEY_MS, undefined, { signal: over.signal }).then(
      () => claude.close(),
      () => undefined,
    );
  };
  const heed = (signal: Signal): void => {
    if (signal.gone) gone.abort();
    if (signal.gone || signal.stop) interrupt('stop');
  };
  const chunker = new Chunker(
    async (chunk) => {
      if (!gone.signal.aborted) heed(await door.append({ turn: turn.number, ...chunk }).catch((error: unknown) => refusedMeansGone(error)));
    },
    () => interrupt('stop'),
  );

  const budget = new DoorBudget({ door, turn: turn.number, nextRequest: parts.nextRequest, onGone: () => heed(GONE) });
  const meter = proxy.beginTurn(turn.limitUsd, budget, () => interrupt('budget'));
  const onTerminated = (): void => interrupt('terminated');
  if (parts.terminated.aborted) onTerminated();
  parts.terminated.addEventListener('abort', onTerminated, { once: true });
  const deadline = new Deadline(() => interrupt('deadline'));
  let endsAt = turn.deadline;
  deadline.setTo(endsAt);
  let places: Places | null = null;
  let lastAsk: Promise<unknown> = Promise.resolve();
  const waitForPerson: AskThePerson = async (asked, signal) => {
    deadline.setTo(null);
    try {
      const answered = await askPerson(door, turn.number, asked, signal);
      endsAt = answered.deadline === null ? null : new Date(answered.deadline);
      places = { put_url: answered.put_url, memory_put_url: answered.memory_put_url, manifest_put_url: answered.manifest_put_url };
      return answered.answer;
    } catch (error) {
      if (error instanceof RunGone) heed(GONE);
      if (error instanceof DoorRefused) return null;
      throw error;
    } finally {
      deadline.setTo(endsAt);
    }
  };
  // The door shows one after the other.
  const askThePerson: AskThePerson = (asked, signal) => {
    const answer = lastAsk.then(() => waitForPerson(asked, signal));
    lastAsk = answer.catch(() => undefined);
    return answer;
  };
  const propose: ProposeToPerson = async ({ id, proposal }, signal) => {
    try {
      return await door.propose({ turn: turn.number, id, proposal }, signal);
    } catch (error) {
      if (error instanceof RunGone) heed(GONE);
      if (error instanceof DoorRefused) return null;
      throw error;
    }
  };
  let hasBegun = false;
  const said = new Said();
  const take = (event: ClaudeEvent): void => {
    if (!hasBegun) onFirstEvent();
    hasBegun = true;
    said.take(event);
    chunker.take(event);
  };
  const judgeAnswer = async (): Promise<Verdicts> => {
    const [startedAt, before] = [performance.now(), meter.usage.cost_usd];
    const judged = { question: turn.question.content, answer: said.text, ...(await parts.readFiles(halted.signal)) };
    const given = await judge(proxy, turn.judged, judged, halted.signal);
    return { given, cost_usd: meter.usage.cost_usd - before, took_ms: Math.round(performance.now() - startedAt) };
  };
  const listening = listen(door, turn.number, () => meter.usage, heed, over.signal);
  try {
    const asked = { id: turn.question.id, content: turn.question.content, record: turn.record, note: turn.note };
    const end = await parts.phases.time('claude', claude.ask(asked, take, { ask: askThePerson, propose }));
    await chunker.end();
    // The answer is there: what becomes of its judging does not change how it ended.
    const outcome = outcomeOf(end, interruption, proxy.lastFailure());
    const verdicts = outcome.status === 'done' && turn.judged.length > 0 ? await parts.phases.time('judge', judgeAnswer()) : null;
    proxy.endTurn();
    if (gone.signal.aborted) throw new RunGone('the run is gone');
    return { outcome, verdicts, end, usage: meter.usage, settled: budget.end(), places };
  } finally {
    over.abort();
    deadline.setTo(null);
    parts.terminated.removeEventListener('abort', onTerminated);
    await listening;
  }
}

/** The words of an answer as it stands, without what was taken back. */
class Said {
  text = '';
  private before = '';

  take(event: ClaudeEvent): void {
    if (event.kind === 'message_start') this.before = this.text;
    else if (event.kind === 'take_back') this.text = this.before;
    else if (event.event.k === 'text') this.text += event.event.s;
  }
}

const GONE: Signal = { stop: true, wake: false, gone: true };

const refusedMeansGone = (error: unknown): Signal => {
  if (error instanceof RunGone) return GONE;
  throw error;
};

/** Keeps one heartbeat call open for as long as the turn lasts: it renews the lease, and is answered at once when a stop comes. */
async function listen(door: Door, turn: number, usage: () => Usage, heed: (signal: Signal) => void, over: AbortSignal): Promise<void> {
  const isOver = (): boolean => over.aborted;
  while (!isOver()) {
    try {
      const signal = await door.heartbeat({ turn, usage: usage(), wait_s: HEARTBEAT_WAIT_S }, over);
      heed(signal);
      // A stop that is being obeyed is answered at once again and again.
      if (signal.stop) await sleep(500, undefined, { signal: over });
    } catch (error) {
      if (isOver()) return;
      if (error instanceof RunGone) {
        heed(GONE);
        return;
      }
      await sleep(500, undefined, { signal: over }).catch(() => undefined);
    }
  }
}
