import {
  type AgentProposal,
  addUsage,
  type AskAnswer,
  type AskDocument,
  canMove,
  type Failure,
  LONG_WORK_MS,
  MAX_FAILED_LAUNCHES,
  NO_USAGE,
  objects,
  OPERATION_SHARDS,
  QUESTION_MOVES,
  type QuestionDocument,
  type Recalled,
  REPLY_MOVES,
  type ReplyDocument,
  RUN_LIMITS,
  RUN_MOVES,
  type RunBudgetDocument,
  type RunDocument,
  type RunnerPhase,
  type RunOutcome,
  type RunPhase,
  type RunSecretDocument,
  type RunState,
  type SessionDocument,
  withoutDeceptiveMarks,
  type WorkEnd,
  type Verdicts,
  type Workspace,
} from '@oma/contract';
import type { Transaction } from '@google-cloud/firestore';
import { randomBytes } from 'node:crypto';
import type { Documents } from '../firestore/documents.ts';
import { type Answer, NO_ANSWER } from './answer.ts';
import { type Bill, countBill, NO_BILL } from './bill.ts';
import { isConfigurationFault } from './configuration-fault.ts';
import { Counters, randomMonthShard } from './counters.ts';
import { Tally } from '../operations/tally.ts';
import type { Effect } from './effect.ts';
import { newRunId } from './run-id.ts';
import { recordQuestionEnd } from './record-usage.ts';

/** A question as a transition holds it. */
export type OpenQuestion = { id: string; data: QuestionDocument };

/** How a question ends. `answer` is what was said until then. */
export type QuestionEnd = {
  status: 'done' | 'failed' | 'stopped';
  error: Failure | null;
  answer: Answer;
  bill: Bill;
  model: string | null;
  claudeCodeVersion: string | null;
  recalled: Recalled | null;
  verdicts: Verdicts | null;
  /** What the runner told of how long its parts took. */
  phases: readonly RunnerPhase[];
  /** When functions heard that it was over; null where it never began. */
  heardAt: Date | null;
};

/** The end of a question that was never begun. */
export const neverBegun = (error: Failure | null): QuestionEnd => ({
  status: error === null ? 'stopped' : 'failed',
  error,
  answer: NO_ANSWER,
  bill: NO_BILL,
  model: null,
  claudeCodeVersion: null,
  recalled: null,
  verdicts: null,
  phases: [],
  heardAt: null,
});

/** How a run ends, and how its open turn ends with it; `handed back`: the question waits again, as if it had not begun. */
export type RunEnd = { outcome: RunOutcome; reason: string; turn: QuestionEnd | 'handed back' | null };

/**
 * One transaction on a session, its run and its questions: **the only place where their states move**, each move checked
 * against the contract's tables. Reads come first; writes are gathered and made by `flush`; what must happen outside the
 * transaction is left in `effects`. A body may run several times, as Firestore's transactions do, so it starts from `open` each time.
 */
export class SessionWork {
  readonly effects: Effect[] = [];
  /** What the operators are shown of it. */
  readonly tally = new Tally();
  private readonly writes: (() => void)[] = [];
  private sessionChanged = false;
  private runChanged = false;
  private readonly counters = new Counters();
  private monthShard = randomMonthShard();

  private readonly tx: Transaction;
  readonly documents: Documents;
  readonly now: Date;
  readonly session: SessionDocument;
  /** The run that serves the session, live or not yet settled. */
  readonly runId: string | null;
  readonly run: RunDocument | null;
  private readonly agent: SessionAgent | null;

  private constructor(given: {
    tx: Transaction;
    documents: Documents;
    now: Date;
    session: SessionDocument;
    run: RunDocument | null;
    agent: SessionAgent | null;
  }) {
    this.tx = given.tx;
    this.documents = given.documents;
    this.now = given.now;
    this.session = given.session;
    this.run = given.run;
    this.runId = given.run === null ? null : (given.session.run?.id ?? null);
    this.agent = given.agent;
  }

  /**
   * Reads the session, its run and, outside the transaction, its agent: the sessions of one agent must not wait for each other. Null where
   * there is no such session.
   */
  static async open(tx: Transaction, documents: Documents, sessionId: string, now: Date): Promise<SessionWork | null> {
    const session = (await tx.get(documents.session(sessionId))).data();
    if (session === undefined) return null;
    const [run, agent] = await Promise.all([
      session.run === null ? undefined : tx.get(documents.run(session.run.id)).then((snapshot) => snapshot.data()),
      session.agent_id === null ? null : readAgentOf(documents, session.agent_id),
    ]);
    return new SessionWork({ tx, documents, now, session, run: run ?? null, agent });
  }

  get isRunLive(): boolean {
    return this.run !== null && this.run.state !== 'ended' && this.run.lease_until > this.now;
  }

  async readQuestion(messageId: string): Promise<OpenQuestion | null> {
    const data = (await this.tx.get(this.documents.question(this.session.session_id, messageId))).data();
    return data === undefined ? null : { id: messageId, data };
  }

  /** The question of the open turn. */
  async readTurnQuestion(): Promise<OpenQuestion | null> {
    if (this.run?.state !== 'working' && this.run?.state !== 'waiting') return null;
    return this.run.turn_message === null ? null : this.readQuestion(this.run.turn_message);
  }

  /** What the open turn set aside and settled; null where no turn is open. */
  async readBudget(): Promise<RunBudgetDocument | null> {
    if (this.runId === null) return null;
    const budget = (await this.tx.get(this.documents.runBudget(this.runId))).data() ?? null;
    this.monthShard = budget?.month_shard ?? this.monthShard;
    return budget;
  }

  /**
   * Waiting questions, oldest first. They are looked for outside the transaction and then read inside it: a query in a transaction locks, on the
   * emulators, the messages of every session. Nothing is missed, for whoever takes a question in or ends it writes the session, which is read before.
   */
  async readQueue(limit: number): Promise<OpenQuestion[]> {
    const found = await this.documents.queuedQuestions(this.session.session_id).limit(limit).get();
    if (found.empty) return [];
    const read = await this.tx.getAll(...found.docs.map((document) => document.ref));
    return read.flatMap((document) => {
      const data = document.data();
      return data?.status === 'queued' ? [{ id: document.id, data }] : [];
    });
  }

  async readAsk(messageId: string, askId: string): Promise<AskDocument | null> {
    return (await this.tx.get(this.documents.ask(this.session.session_id, messageId, askId))).data() ?? null;
  }

  /** The secret of the session's run. */
  async readSecret(): Promise<RunSecretDocument | null> {
    if (this.runId === null) return null;
    return (await this.tx.get(this.documents.runSecret(this.runId))).data() ?? null;
  }

  changeSecret(secret: RunSecretDocument): void {
    const runId = this.runId;
    if (runId !== null) this.writes.push(() => this.tx.set(this.documents.runSecret(runId), secret));
  }

  changeSession(change: Partial<SessionDocument>): void {
    Object.assign(this.session, change);
    this.sessionChanged = true;
  }

  changeRun(change: Partial<Omit<RunDocument, 'state'>>): void {
    Object.assign(this.liveRun(), change);
    this.runChanged = true;
  }

  /** Moves the run and shows it on the session. */
  moveRun(to: RunState): void {
    const run = this.liveRun();
    if (!canMove(RUN_MOVES, run.state, to)) throw new Error(`a run cannot move from ${run.state} to ${to}`);
    run.state = to;
    this.runChanged = true;
    this.showRun(to);
  }

  /** What the phase line of the page says from now on. */
  showRun(phase: RunPhase): void {
    if (this.runId === null) return;
    this.changeSession({ run: { id: this.runId, state: this.liveRun().state, phase, since: this.now } });
  }

  /** Takes a question into the queue, and wakes a session that was set aside. Counts it once, whoever comes first: the trigger, or a run that found it. */
  accept(question: OpenQuestion): void {
    if (question.data.accepted_at !== undefined) return;
    question.data.accepted_at = this.now;
    this.changeSession({
      message_count: this.session.message_count + 1,
      queued: this.session.queued + 1,
      wake: question.id,
      last_activity: this.now,
      failed_launches: 0,
      status: this.session.status === 'inactive' || this.session.closed_for_age ? 'active' : this.session.status,
      closed_for_age: false,
      title: this.session.title === '' ? titleFrom(question.data.content) : this.session.title,
    });
    const accepted_at = this.now;
    this.writes.push(() => this.tx.update(this.documents.question(this.session.session_id, question.id), { accepted_at }));
  }

  /** The runs of this person that wait without a question and have answered none yet, as far as `rememberUnused` was told of them. */
  async readUnusedRuns(): Promise<string[]> {
    const begun = (await this.tx.get(this.documents.warmRuns(this.session.user_id))).data()?.run_ids ?? [];
    const runs = await Promise.all(begun.map((id) => this.tx.get(this.documents.run(id))));
    return runs.flatMap((snapshot) => {
      const run = snapshot.data();
      return run !== undefined && run.state !== 'ended' && run.turn === 0 ? [snapshot.id] : [];
    });
  }

  /** Remembers a run among `unused`, which `readUnusedRuns` gave. */
  rememberUnused(unused: readonly string[], runId: string): void {
    this.writes.push(() => this.tx.set(this.documents.warmRuns(this.session.user_id), { run_ids: [...unused, runId] }));
  }

  /** Names a new run for the session, and has it launched. */
  nameRun({ isWarm = false } = {}): string {
    const runId = newRunId();
    const run: RunDocument = {
      user_id: this.session.user_id,
      session_id: this.session.session_id,
      agent_id: this.session.agent_id,
      state: 'queued',
      outcome: null,
      reason: null,
      created_at: this.now,
      launched_at: null,
      claimed_at: null,
      ended_at: null,
      lease_until: new Date(this.now.getTime() + RUN_LIMITS.queue),
      turn: 0,
      turn_message: null,
      turn_deadline: null,
      execution: null,
      turns: 0,
      usage: NO_USAGE,
      cost_usd: 0,
      turn_usage: NO_USAGE,
      launch_attempt: 1,
      grace_given: false,
      idle_since: null,
      is_warm: isWarm,
      collect_at: null,
    };
    const secret = { code: randomBytes(32).toString('base64url'), nonce_hash: null, token_hash: null, claimed_at: null };
    this.changeSession({ run: { id: runId, state: 'queued', phase: 'queued', since: this.now } });
    this.writes.push(
      () => this.tx.create(this.documents.run(runId), run),
      () => this.tx.create(this.documents.runSecret(runId), secret),
    );
    this.effects.push({ kind: 'launch', runId, attempt: 1 });
    return runId;
  }

  /** Begins the turn of a waiting question. */
  beginTurn(question: OpenQuestion, given: { deadline: Date; agentVersion: number; model: string }): void {
    this.accept(question);
    const run = this.liveRun();
    this.moveQuestion(question, 'working');
    this.changeRun({
      turn: run.turn + 1,
      turn_message: question.id,
      turn_deadline: given.deadline,
      turn_usage: NO_USAGE,
      idle_since: null,
      lease_until: this.after(RUN_LIMITS.lease),
    });
    this.moveRun('working');
    this.changeSession({ queued: Math.max(0, this.session.queued - 1), failed_launches: 0, agent_version: given.agentVersion, stop: null });
    const reply: ReplyDocument = {
      ...this.emptyReply(question),
      status: 'streaming',
      model: given.model,
      agent_version: given.agentVersion,
      run_id: this.runId,
    };
    const budget: RunBudgetDocument = {
      user_id: this.session.user_id,
      agent_id: this.session.agent_id,
      turn: run.turn,
      month_shard: this.monthShard,
      open: [],
      closed: [],
      settled: NO_USAGE,
    };
    this.writes.push(
      () => this.tx.create(this.documents.reply(this.session.session_id, question.id), reply),
      () => this.writeBudget(budget),
    );
  }

  /** Puts what Claude asks before the person. The turn's time stands still until the answer, at most as long as that is waited for. */
  askPerson(messageId: string, askId: string, given: { questions: AskDocument['questions']; limitMs: number }): void {
    const ask: AskDocument = {
      questions: given.questions,
      created_at: this.now,
      expires_at: this.after(given.limitMs),
      default: 'best_judgement',
      answer: null,
    };
    this.moveRun('waiting');
    this.moveDeadline(given.limitMs);
    this.writes.push(() => this.tx.create(this.documents.ask(this.session.session_id, messageId, askId), ask));
  }

  async hasProposal(messageId: string, proposalId: string): Promise<boolean> {
    return (await this.tx.get(this.documents.proposal(this.session.session_id, messageId, proposalId))).exists;
  }

  /** Keeps what Claude proposes below its answer. */
  propose(messageId: string, proposalId: string, proposal: AgentProposal): void {
    const document = { proposal, created_at: this.now };
    this.writes.push(() => this.tx.create(this.documents.proposal(this.session.session_id, messageId, proposalId), document));
  }

  /** Settles what was asked; the turn goes on, with as much time as it had when it was asked. */
  answerAsk(messageId: string, askId: string, { expires_at }: AskDocument, answer: AskAnswer): void {
    this.moveRun('working');
    this.moveDeadline(this.now.getTime() - expires_at.getTime());
    if (answer.by === 'person') this.changeSession({ last_activity: this.now });
    this.writes.push(() => this.tx.update(this.documents.ask(this.session.session_id, messageId, askId), { answer }));
  }

  /** Ends a question that waits. */
  endQueued(question: OpenQuestion, error: Failure | null): void {
    this.accept(question);
    this.changeSession({ queued: Math.max(0, this.session.queued - 1) });
    this.endQuestion(question, neverBegun(error));
  }

  /** Deletes a question that waits, as if it had not been asked: no reply, no statistics. One that was not taken in yet was not counted either. */
  withdraw(question: OpenQuestion): void {
    if (question.data.status !== 'queued') throw new Error(`a question that is ${question.data.status} cannot be withdrawn`);
    if (question.data.accepted_at !== undefined) {
      const message_count = Math.max(0, this.session.message_count - 1);
      const isNamedAfterIt = message_count === 0 && this.session.title === titleFrom(question.data.content);
      this.changeSession({
        message_count,
        queued: Math.max(0, this.session.queued - 1),
        title: isNamedAfterIt ? '' : this.session.title,
      });
    }
    this.writes.push(() => this.tx.delete(this.documents.question(this.session.session_id, question.id)));
  }

  /**
   * Ends the open turn; the run is idle afterwards. `workspace` null keeps the one before. The bill is made from `readBudget`, whose document ends with
   * the turn. A question that somebody deleted meanwhile (`null`) gets no reply, and is paid for.
   */
  endTurn(question: OpenQuestion | null, end: QuestionEnd, workspace: Workspace | null): void {
    const run = this.liveRun();
    if (question === null) this.payFor(end.bill);
    else this.endQuestion(question, end);
    this.changeRun({
      turns: run.turns + 1,
      turn_message: null,
      turn_deadline: null,
      turn_usage: NO_USAGE,
      usage: addUsage(run.usage, end.bill.usage),
      cost_usd: run.cost_usd + end.bill.usage.cost_usd,
      idle_since: this.now,
      lease_until: this.after(RUN_LIMITS.lease),
    });
    this.moveRun('idle');
    this.changeSession({ stop: null });
    if (workspace !== null) this.moveWorkspace(workspace);
    this.writes.push(() => this.writeBudget(null));
  }

  /**
   * Ends the run, and its open turn with it. A new run is named when questions wait, unless runs keep failing before
   * their first turn: then those questions fail. `queue` and `turnQuestion` were read before.
   */
  endRun(end: RunEnd, turnQuestion: OpenQuestion | null, queue: readonly OpenQuestion[]): void {
    const run = this.liveRun();
    if (run.turn_message !== null) {
      if (end.turn === null) throw new Error('the open turn must end with its run');
      if (end.turn !== 'handed back') this.endTurn(turnQuestion, end.turn, null);
      else if (turnQuestion !== null) this.handBack(turnQuestion);
    }
    this.moveRun('ended');
    this.changeRun({ outcome: end.outcome, reason: end.reason, ended_at: this.now, collect_at: this.after(RUN_LIMITS.collect) });
    this.tellOfRunEnd(end.outcome);
    this.tally.count('runs_ended');
    if (end.outcome === 'lost') this.tally.count('runs_lost');
    const failedBeforeWork = run.turn === 0 && (end.outcome === 'failed' || end.outcome === 'lost');
    const runId = this.runId;
    if (runId !== null) this.writes.push(() => this.tx.delete(this.documents.runSecret(runId)));
    const { failed_launches } = this.session;
    // One that was begun before a question came says nothing about the launches for questions.
    const failures = !failedBeforeWork ? 0 : run.is_warm ? failed_launches : failed_launches + 1;
    this.changeSession({ run: null, stop: null, failed_launches: failures });
    if (queue.length === 0 && end.turn !== 'handed back') return;
    if (this.session.failed_launches >= MAX_FAILED_LAUNCHES) {
      for (const question of queue) this.endQueued(question, { code: 'launch_failed', detail: end.reason });
      this.changeSession({ failed_launches: 0 });
      return;
    }
    this.nameRun();
  }

  /** Puts the question of the open turn back to where it waited. Its reply, which says nothing, goes; the next run begins it anew. */
  private handBack(question: OpenQuestion): void {
    const { now } = this;
    this.moveQuestion(question, 'queued');
    this.changeRun({ turn_message: null, turn_deadline: null, turn_usage: NO_USAGE });
    this.changeSession({ queued: this.session.queued + 1 });
    this.writes.push(
      () => this.tx.update(this.documents.question(this.session.session_id, question.id), { handed_back_at: now }),
      () => this.tx.delete(this.documents.reply(this.session.session_id, question.id)),
      () => this.writeBudget(null),
    );
  }

  /** Makes the gathered writes. Called once, at the end of the transaction. */
  flush(): void {
    for (const write of this.writes) write();
    this.counters.write(this.tx, this.documents, { payer: this.session, monthShard: this.monthShard, now: this.now });
    this.tally.write(this.tx, this.documents, this.now, this.monthShard % OPERATION_SHARDS);
    if (this.sessionChanged) this.tx.set(this.documents.session(this.session.session_id), this.session);
    if (this.runChanged && this.runId !== null) this.tx.set(this.documents.run(this.runId), this.liveRun());
  }

  after(ms: number): Date {
    return new Date(this.now.getTime() + ms);
  }

  private writeBudget(budget: RunBudgetDocument | null): void {
    if (this.runId === null) return;
    const reference = this.documents.runBudget(this.runId);
    if (budget === null) this.tx.delete(reference);
    else this.tx.set(reference, budget);
  }

  private moveDeadline(byMs: number): void {
    const { turn_deadline } = this.liveRun();
    if (turn_deadline !== null) this.changeRun({ turn_deadline: new Date(turn_deadline.getTime() + byMs) });
  }

  private liveRun(): RunDocument {
    if (this.run === null) throw new Error('the session has no run');
    return this.run;
  }

  private moveQuestion(question: OpenQuestion, to: QuestionDocument['status']): void {
    if (!canMove(QUESTION_MOVES, question.data.status, to)) throw new Error(`a question cannot move from ${question.data.status} to ${to}`);
    question.data.status = to;
    this.writes.push(() => this.tx.update(this.documents.question(this.session.session_id, question.id), { status: to }));
  }

  private endQuestion(question: OpenQuestion, end: QuestionEnd): void {
    const begun = question.data.status === 'working';
    this.moveQuestion(question, end.status);
    if (!canMove(REPLY_MOVES, 'streaming', end.status)) throw new Error(`a reply cannot end as ${end.status}`);
    const since = (at: Date): number => Math.max(0, at.getTime() - question.data.created_at.getTime());
    const reply = this.emptyReply(question);
    const ended: Partial<ReplyDocument> & Pick<ReplyDocument, 'timings_ms'> = {
      status: end.status,
      content: end.answer.content,
      parts: end.answer.parts,
      ended_at: this.now,
      claude_code_version: end.claudeCodeVersion,
      recalled: end.recalled,
      verdicts: end.verdicts,
      usage: { input_tokens: end.bill.usage.input_tokens, output_tokens: end.bill.usage.output_tokens },
      cost_usd: end.bill.usage.cost_usd,
      error: end.error,
      timings_ms: {
        ...reply.timings_ms,
        first_delta: end.answer.firstTextAt === null ? null : since(end.answer.firstTextAt),
        ended: since(this.now),
      },
      ...(end.model === null ? {} : { model: end.model }),
    };
    const { test_run } = this.session;
    if (test_run !== null) this.effects.push({ kind: 'advance-tests', agentId: test_run.agent_id, id: test_run.id, after: question.id });
    this.tallyEnd(question, end);
    const reference = this.documents.reply(this.session.session_id, question.id);
    if (begun) this.writes.push(() => this.tx.update(reference, ended));
    else this.writes.push(() => this.tx.create(reference, { ...reply, ...ended }));
    this.changeSession({
      last_activity: this.now,
      usage: addUsage(this.session.usage, end.bill.usage),
      last_end: { status: end.status, code: end.error?.code ?? null, at: this.now, took_ms: begun ? since(this.now) : 0 },
    });
    if (begun && end.status !== 'stopped') this.tellOfWork(question, end.status);
    this.tellOfQuestionEnd(question, end, begun);
    this.recordEnd(question.id, end, begun);
  }

  /** To be called before the session says that it was this one that ended last. */
  private tallyEnd({ id, data }: OpenQuestion, { status, error, answer, bill }: QuestionEnd): void {
    const { tally, session, now } = this;
    tally.count(status);
    if (error !== null) tally.failure(error.code);
    tally.cost(bill.usage.cost_usd);
    if (session.stop?.message_id === id) tally.measure('stop', now.getTime() - session.stop.at.getTime());
    if (answer.firstTextAt === null) return;
    const firstText = answer.firstTextAt.getTime();
    // While another one was answered, nobody waited for this one's environment.
    const freed = session.last_end?.at.getTime() ?? 0;
    const asked = data.created_at.getTime();
    tally.measure('first_text', Math.max(0, firstText - (freed > asked && freed < firstText ? freed : asked)));
  }

  /** Long work is told of when it comes to its person; a test run has its page beside it. */
  tellOfWork(question: OpenQuestion, what: WorkEnd): void {
    const { session, now } = this;
    if (session.kind !== 'work' || now.getTime() - question.data.created_at.getTime() <= LONG_WORK_MS) return;
    this.effects.push({ kind: 'tell-of-work', uid: session.user_id, sessionId: session.session_id, messageId: question.id, what });
  }

  /** For those who look after the platform: goes first, for nothing must keep it from being told. */
  private tellOfQuestionEnd(question: OpenQuestion, end: QuestionEnd, begun: boolean): void {
    const { session, run, now } = this;
    const { answer, bill } = end;
    const askedAt = question.data.created_at;
    const afterwards = (at: Date | null | undefined): Date | null => (at && at >= askedAt ? at : null);
    const about = { messageId: question.id, sessionId: session.session_id, runId: begun ? this.runId : null };
    const stopAt = session.stop?.message_id === question.id ? session.stop.at : null;
    const code = end.error?.code ?? null;
    this.effects.unshift(
      {
        kind: 'measure',
        measure: {
          event: 'question_ended',
          message_id: about.messageId,
          session_id: about.sessionId,
          run_id: about.runId,
          outcome: end.status,
          code,
          kind: session.kind,
          begun,
          first_text_ms: msBetween(askedAt, answer.firstTextAt),
          total_ms: msBetween(askedAt, now) ?? 0,
          stop_ms: stopAt === null ? null : msBetween(stopAt, now),
          cost_usd: bill.usage.cost_usd,
          input_tokens_count: bill.usage.input_tokens,
          output_tokens_count: bill.usage.output_tokens,
        },
      },
      {
        kind: 'trace',
        life: {
          ...about,
          kind: session.kind,
          outcome: end.status,
          code,
          model: end.model,
          askedAt,
          acceptedAt: afterwards(question.data.accepted_at),
          runNamedAt: afterwards(run?.created_at),
          launchedAt: afterwards(run?.launched_at),
          claimedAt: afterwards(run?.claimed_at),
          begunAt: answer.begunAt,
          firstTextAt: answer.firstTextAt,
          toolUses: answer.toolUses,
          phases: end.phases,
          heardAt: end.heardAt,
          handedBack: question.data.handed_back_at !== undefined,
        },
      },
    );
  }

  private tellOfRunEnd(outcome: RunOutcome): void {
    const { runId, session } = this;
    if (runId === null) return;
    this.effects.unshift({ kind: 'measure', measure: { event: 'run_ended', run_id: runId, session_id: session.session_id, outcome } });
  }

  private recordEnd(id: string, end: QuestionEnd, begun: boolean): void {
    const { session, now, agent } = this;
    const { status, error, answer, bill } = end;
    const isFault = begun && agent !== null && error !== null && isConfigurationFault(error, { anything: answer.parts.length > 0 }, agent);
    this.writes.push(() =>
      recordQuestionEnd(this.tx, this.documents, this.counters, {
        id,
        session,
        agentExists: agent !== null,
        status,
        isConfigurationFault: isFault,
        bill,
        begun,
        now,
      }),
    );
    if (isFault && session.agent_id !== null) this.effects.push({ kind: 'judge-agent', agentId: session.agent_id, code: error.code });
  }

  /** What nobody's reply can say: the question is gone. */
  private payFor(bill: Bill): void {
    this.changeSession({ last_activity: this.now, usage: addUsage(this.session.usage, bill.usage) });
    this.tally.cost(bill.usage.cost_usd);
    countBill(this.counters, bill, this.now);
  }

  private emptyReply(question: OpenQuestion): ReplyDocument {
    const since = (at: Date | null | undefined): number | null => {
      const ms = at ? at.getTime() - question.data.created_at.getTime() : -1;
      return ms >= 0 ? ms : null;
    };
    return {
      role: 'assistant',
      reply_to: question.id,
      status: 'streaming',
      content: '',
      parts: [],
      created_at: this.now,
      ended_at: null,
      model: null,
      agent_version: null,
      claude_code_version: null,
      usage: { input_tokens: 0, output_tokens: 0 },
      cost_usd: 0,
      timings_ms: {
        queued: since(question.data.accepted_at),
        launched: since(this.run?.launched_at),
        claimed: since(this.run?.claimed_at),
        first_delta: null,
        ended: null,
      },
      error: null,
      run_id: null,
      recalled: null,
      verdicts: null,
      copied_from: null,
      feedback: null,
    };
  }

  /** The newest becomes the one before; what was before that is deleted. What was unpacked of it goes with its run's leftovers; a fork began without one. */
  private moveWorkspace(workspace: Workspace): void {
    const oldest = this.session.workspace_before;
    if (oldest !== null) {
      const prefix = objects.forkPrefix(this.session.session_id);
      if (oldest.object.startsWith(prefix)) this.effects.push({ kind: 'delete-under', prefix });
      else this.effects.push({ kind: 'delete-objects', names: objects.ofWorkspace(oldest.object) });
    }
    this.changeSession({ workspace_before: this.session.workspace, workspace });
  }
}

const msBetween = (from: Date, until: Date | null): number | null =>
  until === null ? null : Math.max(0, until.getTime() - from.getTime());

/** What the transitions know of a session's agent. */
type SessionAgent = { hasTurnBudget: boolean };

/** Looks at the fields themselves: an agent that somebody spoilt by hand must not keep its questions from ending. Null where there is none any more. */
async function readAgentOf(documents: Documents, agentId: string): Promise<SessionAgent | null> {
  const snapshot = await documents.agent(agentId).get();
  return snapshot.exists ? { hasTurnBudget: typeof snapshot.get('config.budget.turn_usd') === 'number' } : null;
}

/** A session's first title: the beginning of its first question, on one line. */
function titleFrom(content: string): string {
  const line = withoutDeceptiveMarks(content).replace(/\s+/gu, ' ').trim();
  if (line.length <= 60) return line;
  const whole = Array.from(new Intl.Segmenter('ko').segment(line.slice(0, 200)), (segment) => segment.segment);
  return `${whole.slice(0, 59).join('')}…`;
}
