import { AgentTests, type AgentTestsAnswer, type TestCost } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { readAgentTests, replaceAgentTests } from '../../data/agent-tests.ts';
import { ApiError } from '../../data/api.ts';
import { forgetTests, keepTests, readKeptTests } from './kept-tests.ts';
import { problemsOfTests, type TestProblems } from './test-problems.ts';
import { saySame, testsOf, type TestsWriting, writingOfTests } from './test-writing.ts';

/** How a save of tests ended. `invalid`: something is wrong, and said beside it. `offline`: it is not known whether it arrived. */
export type TestsSaveEnd = 'saved' | 'invalid' | 'offline' | 'gone' | 'failed';

const NOTHING: TestsWriting = { tests: [], required_rate: null };
const RIGHT: ReadonlyMap<string, TestProblems> = new Map();

/** The tests of one agent in a form: what is stored, what is written, and what this browser keeps until it is saved. */
export class TestsEdit implements ReactiveController {
  standing: 'loading' | 'ready' | 'unreachable' = 'loading';
  writing: TestsWriting = NOTHING;
  /** What an attempt of each stored test will cost. */
  costs: readonly TestCost[] = [];
  /** The least that an attempt of what is saved must be given. */
  leastUsd = 0;
  isSaving = false;
  /** By the id of a test; empty before a save was tried. */
  problems = RIGHT;
  private stored: TestsWriting = NOTHING;
  private isChecked = false;
  private uid = '';
  private agentId = '';
  private readonly host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Its element says of which agent.
  }

  /** Loads the tests of an agent; what was written of them and not saved goes on. */
  async open(uid: string, agentId: string): Promise<void> {
    [this.uid, this.agentId] = [uid, agentId];
    this.standing = 'loading';
    this.host.requestUpdate();
    try {
      const answer = await readAgentTests(agentId);
      if (this.agentId !== agentId) return;
      this.take(answer);
      this.writing = readKeptTests(uid, agentId) ?? this.stored;
      this.keep();
      this.standing = 'ready';
    } catch {
      if (this.agentId === agentId) this.standing = 'unreachable';
    }
    this.host.requestUpdate();
  }

  get hasChanges(): boolean {
    return !saySame(this.stored, this.writing);
  }

  /** How many tests are stored. */
  get count(): number {
    return this.stored.tests.length;
  }

  write(writing: TestsWriting): void {
    this.writing = writing;
    if (this.isChecked) this.check();
    this.keep();
    this.host.requestUpdate();
  }

  /** Shows what is stored, in place of what is written. */
  throwAway(): void {
    this.isChecked = false;
    this.problems = RIGHT;
    this.write(this.stored);
  }

  /** Saves what is written; what is written meanwhile stays unsaved. */
  async save(): Promise<TestsSaveEnd> {
    const sent = this.writing;
    this.isChecked = true;
    const checked = this.check();
    this.host.requestUpdate();
    if (checked === null) return 'invalid';
    this.isSaving = true;
    try {
      this.take(await replaceAgentTests(this.agentId, checked));
      if (this.writing === sent) {
        this.isChecked = false;
        this.writing = this.stored;
      }
      this.keep();
      return 'saved';
    } catch (error) {
      return endOf(error);
    } finally {
      this.isSaving = false;
      this.host.requestUpdate();
    }
  }

  /** Learns anew what attempts cost: those of a run that has ended say so. */
  async rereadCosts(): Promise<void> {
    const { agentId } = this;
    const answer = await readAgentTests(agentId).catch(() => null);
    if (answer === null || this.agentId !== agentId) return;
    this.costs = answer.costs;
    this.leastUsd = answer.least_usd;
    this.host.requestUpdate();
  }

  private take(answer: AgentTestsAnswer): void {
    this.stored = writingOfTests(answer);
    this.costs = answer.costs;
    this.leastUsd = answer.least_usd;
  }

  /** The tests as they can be saved; null where something is wrong. */
  private check(): AgentTests | null {
    this.problems = problemsOfTests(this.writing);
    return AgentTests.safeParse(testsOf(this.writing)).data ?? null;
  }

  private keep(): void {
    if (this.hasChanges) keepTests(this.uid, this.agentId, this.writing);
    else forgetTests(this.uid, this.agentId);
  }
}

function endOf(error: unknown): TestsSaveEnd {
  if (!(error instanceof ApiError)) return 'failed';
  switch (error.code) {
    case 'offline':
      return 'offline';
    case 'not_found':
      return 'gone';
    default:
      return 'failed';
  }
}
