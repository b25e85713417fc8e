import type { TestRun, TestRunInput } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { listTestRuns, startTestRun, stopTestRun, watchTestRun } from '../../data/agent-tests.ts';
import { ApiError } from '../../data/api.ts';
import { keepListening } from '../keep-listening.ts';

/** Why a run was not begun. `busy`: another one works, or there is nothing to test. `offline`: it may have been begun all the same. */
export type NotStarted = 'busy' | 'invalid' | 'rate_limited' | 'no_access' | 'offline' | 'failed';

/** The newest runs of an agent's tests; the one that works is listened to. */
export class TestRuns implements ReactiveController {
  /** Newest first; null before they are known. */
  all: readonly TestRun[] | null = null;
  hasFailed = false;
  isStarting = false;
  private agentId = '';
  private loads = 0;
  private isConnected = false;
  /** Which run is listened to. */
  private heard = '';
  private stopListening: (() => void) | null = null;
  private readonly host: ReactiveControllerHost;
  private readonly onEnded: () => void;
  private readonly onSpent: () => void;

  /** `onEnded`: a run that worked has ended. `onSpent`: an attempt has ended, and was paid for. */
  constructor(host: ReactiveControllerHost, { onEnded, onSpent }: { onEnded: () => void; onSpent: () => void }) {
    this.host = host;
    this.onEnded = onEnded;
    this.onSpent = onSpent;
    host.addController(this);
  }

  hostConnected(): void {
    this.isConnected = true;
    if (this.agentId !== '') void this.load(this.agentId);
  }

  hostDisconnected(): void {
    this.isConnected = false;
    this.endListening();
  }

  /** The one that works; null where none does. */
  get working(): TestRun | null {
    return this.all?.find(({ state }) => state === 'working') ?? null;
  }

  /** The one of which something is still to come: it works, or what was stopped of it has not ended. */
  private get open(): TestRun | null {
    return this.all?.find(isOpen) ?? null;
  }

  async load(agentId: string): Promise<void> {
    if (agentId !== this.agentId) this.all = null;
    this.agentId = agentId;
    const load = (this.loads += 1);
    this.hasFailed = false;
    try {
      const { runs } = await listTestRuns(agentId);
      if (load !== this.loads) return;
      this.all = runs;
      this.listen();
    } catch {
      if (load === this.loads) this.hasFailed = this.all === null;
    }
    this.host.requestUpdate();
  }

  /** Begins a run; null where it was begun. */
  async start(input: TestRunInput): Promise<NotStarted | null> {
    const { agentId } = this;
    this.isStarting = true;
    this.host.requestUpdate();
    try {
      this.put(await startTestRun(agentId, input));
      return null;
    } catch (error) {
      const why = whyNot(error);
      if (why === 'offline' || why === 'busy') void this.load(agentId);
      return why;
    } finally {
      this.isStarting = false;
      this.host.requestUpdate();
    }
  }

  /** False where it could not be asked for. One that has ended meanwhile shows as that. */
  async stop(runId: string): Promise<boolean> {
    try {
      this.put(await stopTestRun(this.agentId, runId));
      return true;
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'conflict')) return false;
      await this.load(this.agentId);
      return true;
    }
  }

  private put(run: TestRun): void {
    const before = this.all?.find(({ id }) => id === run.id);
    const others = (this.all ?? []).filter(({ id }) => id !== run.id);
    this.all = [run, ...others].sort((one, other) => other.created_at.localeCompare(one.created_at));
    this.listen();
    this.host.requestUpdate();
    if (before !== undefined && endedOf(run) > endedOf(before)) this.onSpent();
    if (before?.state === 'working' && run.state !== 'working') this.onEnded();
  }

  private listen(): void {
    const { agentId } = this;
    const runId = this.open?.id ?? '';
    if (runId === this.heard) return;
    this.endListening();
    if (runId === '' || !this.isConnected) return;
    this.heard = runId;
    this.stopListening = keepListening<TestRun | null>(
      (listening) => watchTestRun(agentId, runId, listening),
      (run) => {
        if (run === null) void this.load(agentId);
        else this.put(run);
      },
    );
  }

  private endListening(): void {
    this.stopListening?.();
    this.stopListening = null;
    this.heard = '';
  }
}

/** Whether something of a run is still to come. */
export const isOpen = ({ state, attempts }: TestRun): boolean =>
  state === 'working' || attempts.some((attempt) => attempt.state === 'working');

const endedOf = ({ attempts }: TestRun): number =>
  attempts.filter(({ session_id, state }) => session_id !== null && state !== 'working').length;

function whyNot(error: unknown): NotStarted {
  if (!(error instanceof ApiError)) return 'failed';
  switch (error.code) {
    case 'conflict':
      return 'busy';
    case 'invalid':
      return 'invalid';
    case 'rate_limited':
      return 'rate_limited';
    case 'not_approved':
      return 'no_access';
    case 'offline':
      return 'offline';
    default:
      return error.isUnanswered ? 'offline' : 'failed';
  }
}
