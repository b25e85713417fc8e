import {
  type ClaimAnswer,
  type NextAnswer,
  PROTOCOL_VERSION,
  type Recalled,
  type ReferencesAnswer,
  RUN_LIMITS,
  type RunAgent,
  type TurnResult,
} from '@oma/contract';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { About } from '../about.ts';
import type { Claude } from '../claude/claude.ts';
import type * as Sdk from '../claude/sdk-claude.ts';
import type { Config } from '../config.ts';
import type { Container } from '../container/container.ts';
import { createReduced } from '../container/reduced.ts';
import { presentToolbox } from '../container/toolbox.ts';
import { type Door, DoorRefused, RunGone } from '../door/door.ts';
import { fetchJobIdentity } from '../door/job-identity.ts';
import type { Log } from '../log.ts';
import { type ModelProxy, startModelProxy } from '../model-proxy/model-proxy.ts';
import type { Outcome } from '../turn/outcome.ts';
import { type Question, runTurn, type TurnEnd } from '../turn/run-turn.ts';
import { restoreFolder } from '../workspace/archive.ts';
import { memoryLimits, workspaceLimits } from './archive-limits.ts';
import { readFiles } from '../workspace/read-files.ts';
import { attachmentNote, bringIn } from '../workspace/attachments.ts';
import { Reference, referenceNote, type ShownReference } from '../workspace/reference.ts';
import { designNote } from './design-note.ts';
import { keepAlive } from './keep-alive.ts';
import { Phases } from './phases.ts';
import { prepare } from './prepare.ts';
import { type ConversationRecord, recordOf } from './record.ts';
import { saveTurn } from './save-turn.ts';

/** How long one call of `next` waits for a question; each call is the sign of life of a run between turns. */
const NEXT_WAIT_S = RUN_LIMITS.heartbeatIdle / 1000;

/** What a run works with besides its job's environment. */
export type RunParts = { door: Door; log: Log; about: About };

type Started = { container: Container; proxy: ModelProxy; claim: ClaimAnswer; claudeBinary: string; memory: string };

/**
 * The whole life of a run: claim, prepare, then question after question until nobody asks any more. Ends by itself after lingering, at its age limit, or when
 * `terminated` aborts. Throws `RunGone` when another process has the run.
 */
export async function serveRun(config: Config, parts: RunParts, terminated: AbortSignal): Promise<void> {
  const { door, log, about } = parts;
  const phases = new Phases();
  const claiming = door.claim(
    {
      run_id: config.runId,
      code: config.claimCode,
      nonce: randomBytes(24).toString('base64url'),
      execution: config.execution,
      protocol: PROTOCOL_VERSION,
    },
    config.hasJobIdentity ? await fetchJobIdentity(config.runsUrl) : null,
  );
  claiming.catch(() => undefined);
  // The claim leaves first; loading the rest would hold it back.
  await sleep(5);
  const preparing = phases.time('prepare', prepare(config));
  const sdk = import('../claude/sdk-claude.ts');
  // A failure is looked at where the result is needed.
  preparing.catch(() => undefined);
  sdk.catch(() => undefined);
  const claim = await claiming;
  door.useToken(claim.run_token);
  about.sessionId = claim.session_id;
  log('INFO', 'claimed');

  const [{ choice, proxy: early, claudeBinary }, loaded] = await Promise.all([preparing, sdk]).catch(async (error: unknown) => {
    await reportFailure(door, 0);
    throw error;
  });
  if (choice.kind === 'refused') {
    log('ERROR', 'no_container', { reason: choice.why });
    await door.end({
      turn: 0,
      reason: 'failed',
      failure: { code: 'launch_failed', detail: `the container cannot be used: ${choice.why}` },
    });
    return;
  }
  const container = choice.kind === 'container' ? choice.container : createReduced(config.folder, claim.session_id, presentToolbox(config));
  if (choice.kind === 'reduced') log('WARNING', 'reduced_isolation', { reason: choice.why, reduced: true });
  const proxy = early ?? (await startModelProxy(container));
  proxy.open({ baseUrl: claim.model.base_url, key: claim.model.key, idleTimeoutMs: config.modelIdleTimeoutMs });
  const run = new Run(
    { container, proxy, claim, claudeBinary, memory: `${container.home}/.claude/projects` },
    loaded,
    parts,
    phases,
    terminated,
  );
  try {
    await run.serve();
  } catch (error) {
    if (!(error instanceof RunGone) && !(error instanceof Terminated)) await reportFailure(door, run.turn);
    throw error;
  } finally {
    await run.close();
    proxy.close();
    await container.remove();
  }
}

/** Says at the door that this run is broken, so that the person learns it now and not when the lease is over. */
async function reportFailure(door: Door, turn: number): Promise<void> {
  const failure = { code: turn === 0 ? ('launch_failed' as const) : ('internal' as const), detail: 'the execution environment broke' };
  await door.end({ turn, reason: 'failed', failure }).catch(() => undefined);
}

class Run {
  private readonly started: Started;
  private readonly sdk: typeof Sdk;
  private readonly door: Door;
  private readonly log: Log;
  private readonly about: About;
  private readonly phases: Phases;
  private readonly terminated: AbortSignal;
  private agent: RunAgent;
  private readonly reference: Reference;
  /** What became of the workspace's own folder, until it is told. */
  private moved: string | null = null;
  private hasMemory = false;
  /** Whether Claude Code knows what was said before: from its memory, or because nothing was. */
  private knowsPast: boolean;
  private requests = 0;
  private claude: Claude | null = null;
  /** The present or last turn; 0 before the first. */
  turn = 0;

  constructor(started: Started, sdk: typeof Sdk, { door, log, about }: RunParts, phases: Phases, terminated: AbortSignal) {
    this.started = started;
    this.sdk = sdk;
    this.door = door;
    this.log = log;
    this.about = about;
    this.phases = phases;
    this.terminated = terminated;
    this.agent = started.claim.agent;
    this.reference = new Reference(started.container, (ids) => readAddresses(door, ids));
    this.knowsPast = !started.claim.has_past;
  }

  async serve(): Promise<void> {
    const first = this.door.next({ turn: 0, result: null, wait_s: 0 });
    first.catch(() => undefined);
    const restored = this.restoreWorkspace();
    restored.catch(() => undefined);
    const ready = (async () => {
      await this.restoreMemory();
      if (this.agent.config.files.length > 0) {
        await restored;
        await this.showReference();
      }
      this.startClaude();
      await restored;
    })();
    ready.catch(() => undefined);
    if (this.started.claim.workspace_url !== null) void this.phases.time('restore', ready).catch(() => undefined);
    let answer = await first;
    this.turn = answer.turn;
    await keepAlive(this.door, answer.turn, ready);
    for (;;) {
      const { question } = answer;
      if (question !== null) {
        this.turn = answer.turn;
        this.about.messageId = question.id;
        const { turn } = this;
        const { result, canGoOn } = await this.answer(answer, question);
        if (!canGoOn) {
          await this.door.end({ turn, reason: 'terminated', result });
          return;
        }
        answer = await this.door
          .next({ turn, result, wait_s: NEXT_WAIT_S }, this.terminated)
          .catch((error: unknown) => this.endIfTerminated(error, turn));
        continue;
      }
      const { turn } = this;
      const isOver = answer.linger_until === null || Date.now() >= Date.parse(answer.linger_until);
      if (isOver && (await this.door.end({ turn, reason: 'linger' })).question === null) return;
      answer = await this.door
        .next({ turn, result: null, wait_s: NEXT_WAIT_S }, this.terminated)
        .catch((error: unknown) => this.endIfTerminated(error, turn));
    }
  }

  async close(): Promise<void> {
    await this.claude?.close();
  }

  private async endIfTerminated(error: unknown, turn: number): Promise<never> {
    if (this.terminated.aborted) {
      await this.door.end({ turn, reason: 'terminated' });
      throw new Terminated();
    }
    throw error;
  }

  private async answer(given: NextAnswer, question: Question): Promise<{ result: TurnResult; canGoOn: boolean }> {
    if (given.agent !== undefined) await this.useAgent(given.agent);
    const startedAt = performance.now();
    const brought = await this.phases.time('bring_in', this.bringAll(given.turn, question));
    const { turnEnd, recalled } = await this.ask(given, question, brought);
    if (turnEnd.end.kind !== 'exited') this.moved = null;
    this.claude?.endLeftovers();
    const ending = Promise.all([
      saveTurn({ ...this.started, leftOut: this.reference.folder }, turnEnd.places ?? given, this.log),
      turnEnd.settled,
    ]);
    const [saved] = await this.phases.time('save', keepAlive(this.door, given.turn, ending, turnEnd.usage));
    const outcome: Outcome =
      turnEnd.outcome.status === 'done' && saved.error !== null ? { status: 'failed', error: saved.error } : turnEnd.outcome;
    this.log('INFO', 'turn_ended', {
      turn: given.turn,
      status: outcome.status,
      code: outcome.error?.code ?? null,
      ms: Math.round(performance.now() - startedAt),
    });
    return {
      canGoOn: !this.terminated.aborted,
      result: {
        status: outcome.status,
        error: outcome.error,
        model: this.agent.config.model,
        claude_code_version: this.claude?.version() ?? null,
        usage: turnEnd.usage,
        recalled,
        verdicts: turnEnd.verdicts,
        workspace: saved.workspace,
        ...(this.started.claim.takes_phases ? { phases: this.phases.take() } : {}),
      },
    };
  }

  /**
   * Asks. Where there is nothing to go on from, asks a new process, and tells it what was said so far; where the process ended in the middle, the turn has
   * failed, and the next question starts one that goes on from its memory.
   */
  private async ask(
    given: NextAnswer,
    question: Question,
    brought: string | null,
  ): Promise<{ turnEnd: TurnEnd; recalled: Recalled | null }> {
    const record = this.knowsPast ? null : await this.readRecord(given.turn);
    const note = joined(designNote(this.agent, this.hasMemory ? null : this.started.claim.source), brought);
    const turnEnd = await this.runTurn(given, question, { record, note });
    if (turnEnd.end.kind !== 'exited') {
      this.hasMemory = true;
      this.knowsPast = true;
      return { turnEnd, recalled: record?.recalled ?? null };
    }
    const wasUp = this.claude !== null && this.claude.version() !== null;
    await this.claude?.close();
    this.claude = null;
    const isNew = this.hasMemory && turnEnd.end.detail === this.sdk.NO_CONVERSATION;
    // A process that was up has begun the conversation: another one under the same name would be refused.
    this.hasMemory = !isNew && (this.hasMemory || wasUp);
    if (!isNew) return { turnEnd, recalled: record?.recalled ?? null };
    await turnEnd.settled;
    this.knowsPast = false;
    return this.ask(given, question, brought);
  }

  /** The agent's own files and what came with the question; answers what Claude Code is told of them. */
  private async bringAll(turn: number, question: Question): Promise<string | null> {
    const shown = await keepAlive(this.door, turn, this.showReference());
    return joined(referenceNote(shown), await this.bringIn(turn, question));
  }

  private async bringIn(turn: number, { attachments, missing_attachments }: Question): Promise<string | null> {
    if (attachments.length === 0) return attachmentNote([], missing_attachments);
    const brought = await keepAlive(this.door, turn, bringIn(this.started.container, attachments));
    const lost = missing_attachments + brought.filter(({ path }) => path === null).length;
    this.log(lost === 0 ? 'INFO' : 'WARNING', 'attachments', { turn, brought: brought.length, lost });
    return attachmentNote(brought, missing_attachments);
  }

  /** Has the agent's own files where it finds them. What could not be fetched is tried again at the next turn. */
  private async showReference(): Promise<ShownReference> {
    const { files } = this.agent.config;
    const { lost, moved } = await this.reference.show(files);
    this.moved = moved ?? this.moved;
    if (files.length > 0) this.log(lost.length === 0 ? 'INFO' : 'WARNING', 'reference', { files: files.length, lost: lost.length });
    return { lost, moved: this.moved };
  }

  private runTurn(
    given: NextAnswer,
    question: Question,
    { record, note }: { record: ConversationRecord | null; note: string | null },
  ): Promise<TurnEnd> {
    const { door, terminated } = this;
    const { proxy, claim } = this.started;
    const askedAt = Date.now();
    return runTurn(
      {
        number: given.turn,
        question,
        record: record?.text ?? null,
        note,
        deadline: given.deadline === null ? null : new Date(given.deadline),
        limitUsd: given.turn_usd ?? claim.limits.turn_usd,
        judged: this.agent.judged,
      },
      {
        door,
        proxy,
        terminated,
        claude: this.claude ?? this.startClaude(),
        phases: this.phases,
        onFirstEvent: () => {
          this.phases.add('first_event', askedAt, Date.now());
          this.log('INFO', 'first_event', { turn: given.turn, ms: Date.now() - askedAt });
        },
        nextRequest: () => (this.requests += 1),
        readFiles: (signal) => readFiles(this.started.container, signal),
      },
    );
  }

  private async readRecord(turn: number): Promise<ConversationRecord | null> {
    const record = recordOf(await this.door.history({ turn }));
    this.log('WARNING', 'memory_lost', { turn, recalled: record?.recalled ?? null });
    return record;
  }

  /**
   * Takes over an edited agent. Instructions and model are the key proxy's matter; tools and environment are fixed when Claude Code starts, so where they
   * changed it is started anew and goes on from its memory. The run stays.
   */
  private async useAgent(agent: RunAgent): Promise<void> {
    const needsRestart = JSON.stringify(fixedAtStart(agent)) !== JSON.stringify(fixedAtStart(this.agent));
    this.agent = agent;
    this.started.proxy.useAgent(agent);
    if (!needsRestart) return;
    await this.claude?.close();
    this.claude = null;
  }

  private startClaude(): Claude {
    const { container, proxy, claudeBinary, claim } = this.started;
    proxy.useAgent(this.agent);
    const claude = this.sdk.startClaude({
      container,
      claudeBinary,
      agent: this.agent,
      sessionId: claim.session_id,
      withReference: this.reference.folder !== null,
      resume: this.hasMemory,
      modelToken: proxy.token,
    });
    this.claude = claude;
    return claude;
  }

  private async restoreMemory(): Promise<void> {
    const { claim, container, memory } = this.started;
    if (claim.memory_url === null) return;
    this.hasMemory = await restoreFolder(container, memory, claim.memory_url, memoryLimits(claim));
    if (this.hasMemory) this.knowsPast = true;
  }

  private async restoreWorkspace(): Promise<void> {
    const { claim, container } = this.started;
    if (claim.workspace_url === null) return;
    // Going on with an empty one would replace what is only out of sight.
    if (!(await restoreFolder(container, container.workspace, claim.workspace_url, workspaceLimits(claim))))
      throw new Error('the saved workspace is missing');
  }
}

const fixedAtStart = ({ config }: RunAgent) => ({
  tools: config.tools,
  temperature: config.temperature,
  max_tokens: config.max_tokens,
  model: config.model,
  hasFiles: config.files.length > 0,
});

/** Where files are that the door does not tell of: nowhere. The turn says so. */
async function readAddresses(door: Door, ids: readonly string[]): Promise<ReferencesAnswer['files']> {
  try {
    return (await door.references({ ids: [...ids] })).files;
  } catch (error) {
    if (error instanceof DoorRefused) return [];
    throw error;
  }
}

const joined = (...notes: readonly (string | null)[]): string | null => notes.filter((note) => note !== null).join('\n\n') || null;

/** The job was asked to shut down and has said so at the door. */
export class Terminated extends Error {
  override readonly name = 'Terminated';
}
