import {
  type Agent,
  AGENT_MOVES,
  type AgentChange,
  agentChanges,
  type AgentWriting,
  BLANK_WRITING,
  canMove,
  inputOf,
  type KeptWriting,
  writingOf,
} from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type AgentProblems, problemsOfApi } from '../../components/agent-form/agent-problems.ts';
import { dropWriting, dropWritings, keepWriting, readKeptWritings } from '../../components/kept-writings.ts';
import { createAgent, listAgents, readAgent, replaceAgent } from '../../data/agents.ts';
import { ApiError } from '../../data/api.ts';

/** How the page of an agent stands. `absent`: there is no such agent, or none of this person. */
export type Standing = 'loading' | 'ready' | 'absent' | 'unreachable';

/** How a save ended. `stale`: another window saved first. `gone`: the agent was deleted. `offline`: it is not known whether it arrived. */
export type SaveEnd =
  | { kind: 'saved' }
  | { kind: 'stale'; newest: Agent }
  | { kind: 'gone' }
  | { kind: 'refused'; problems: AgentProblems }
  | { kind: 'too_many' }
  | { kind: 'offline' }
  | { kind: 'failed' };

/** How many of the newest agents are searched for one whose making got no answer. */
const LOOKED_AT = 5;

/** One agent in the form: what is stored, what is written, and what this browser keeps until it is saved. */
export class AgentEdit implements ReactiveController {
  standing: Standing = 'loading';
  /** The newest version known; null before the agent is made. */
  saved: Agent | null = null;
  writing: AgentWriting = BLANK_WRITING;
  isSaving = false;

  private readonly host: ReactiveControllerHost;
  private uid = '';
  /** What the form of a new agent began with. */
  private beginning: AgentWriting = BLANK_WRITING;
  /** The version that what is written began from. */
  private version = 0;
  /** Under which what is written is kept. Another window keeps its own. */
  private keptId: string = crypto.randomUUID();
  private aside: readonly KeptWriting[] = [];
  /** A new agent may have been made though no answer came. */
  private mayBeMade = false;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Nothing is read before it is known who writes.
  }

  /** Begins a new agent. `goesOn`: with what this browser keeps of one. */
  begin(uid: string, beginning: AgentWriting, goesOn: boolean): void {
    this.uid = uid;
    this.beginning = beginning;
    this.writing = beginning;
    this.takeKept(readKeptWritings(uid, null));
    if (goesOn) this.takeUp();
    this.become('ready');
  }

  /** Loads an agent. */
  async open(uid: string, agentId: string): Promise<void> {
    this.uid = uid;
    this.become('loading');
    try {
      this.takeSaved(await readAgent(agentId));
      this.takeKept(readKeptWritings(uid, agentId));
      this.become('ready');
    } catch (error) {
      this.become(error instanceof ApiError && error.code === 'not_found' ? 'absent' : 'unreachable');
    }
  }

  /** What is written and not saved, by field. */
  get changes(): readonly AgentChange[] {
    return agentChanges(this.saved === null ? this.beginning : writingOf(this.saved), this.writing);
  }

  /** Whether a save would do something: a new agent is made, and `error` is cleared, without any change. */
  get canSave(): boolean {
    return this.saved === null || this.saved.status === 'error' || this.changes.length > 0;
  }

  /** What was put aside last and may be taken up again; null where there is nothing. */
  get offer(): KeptWriting | null {
    return this.aside.at(-1) ?? null;
  }

  write(writing: AgentWriting): void {
    this.writing = writing;
    this.keep();
    this.host.requestUpdate();
  }

  /** Goes on with what was put aside; what is written now is put aside in its place. */
  takeUp(): void {
    const { offer } = this;
    if (offer === null) return;
    this.dropOffer(offer);
    this.putAside();
    this.writing = this.saved === null ? offer.writing : movable(this.saved, offer.writing);
    this.version = this.saved === null ? 0 : offer.version;
    this.keep();
    this.host.requestUpdate();
  }

  /** Throws away what was put aside last. */
  throwAway(): void {
    if (this.offer !== null) this.dropOffer(this.offer);
    this.host.requestUpdate();
  }

  /** Shows what is stored; what was written is put aside and can be taken up again. */
  showSaved(agent: Agent): void {
    this.putAside();
    this.takeSaved(agent);
    this.keep();
    this.host.requestUpdate();
  }

  /** Learns of the newest version; what is written stays, and a save of it asks first. */
  async reread(): Promise<void> {
    const { saved, version } = this;
    if (saved === null) return;
    const newest = await readAgent(saved.id).catch(() => saved);
    if (this.changes.length === 0) this.takeSaved(newest);
    else {
      this.saved = newest;
      this.version = version;
    }
    this.host.requestUpdate();
  }

  /** The agent is deleted: nothing of it is kept. */
  forget(): void {
    if (this.saved !== null) dropWritings(this.uid, this.saved.id);
  }

  /** Saves as the version after `newest`, whatever that one says. */
  async saveOver(newest: Agent): Promise<SaveEnd> {
    this.writing = movable(newest, this.writing);
    this.saved = newest;
    this.version = newest.version;
    return this.save();
  }

  /** Makes a new agent of what is written, in place of one that was deleted. */
  async saveAnew(): Promise<SaveEnd> {
    const { saved, version } = this;
    this.saved = null;
    this.version = 0;
    this.beginning = BLANK_WRITING;
    const end = await this.save();
    if (end.kind !== 'saved') {
      this.saved = saved;
      this.version = version;
    } else if (saved !== null) dropWritings(this.uid, saved.id);
    return end;
  }

  /** Saves what is written: makes the agent, or its next version. What is written meanwhile stays unsaved. */
  async save(): Promise<SaveEnd> {
    if (this.isSaving) return { kind: 'failed' };
    this.isSaving = true;
    this.host.requestUpdate();
    try {
      const sent = this.writing;
      const before = this.saved;
      const agent = before ?? (await this.make(sent));
      if (before === null) this.takeMade(agent, sent);
      if (before !== null || sent.status !== 'draft') this.takeVersion(await replaceAgent(agent.id, this.version, sent), sent);
      return { kind: 'saved' };
    } catch (error) {
      return await this.explain(error);
    } finally {
      this.isSaving = false;
      this.host.requestUpdate();
    }
  }

  private async explain(error: unknown): Promise<SaveEnd> {
    if (!(error instanceof ApiError)) return { kind: 'failed' };
    switch (error.code) {
      case 'stale_version':
        return this.meet();
      case 'not_found':
        return { kind: 'gone' };
      case 'invalid':
        return { kind: 'refused', problems: problemsOfApi(error.errors) };
      case 'conflict':
        return this.saved === null ? { kind: 'too_many' } : { kind: 'failed' };
      case 'offline':
        this.mayBeMade ||= this.saved === null;
        return { kind: 'offline' };
      default:
        return { kind: 'failed' };
    }
  }

  /** Another version is there. Where it says the same, it may well be this save, whose answer was lost. */
  private async meet(): Promise<SaveEnd> {
    if (this.saved === null) return { kind: 'failed' };
    try {
      const newest = await readAgent(this.saved.id);
      if (agentChanges(newest, this.writing).length > 0) return { kind: 'stale', newest };
      this.takeVersion(newest, this.writing);
      return { kind: 'saved' };
    } catch (error) {
      return error instanceof ApiError && error.code === 'not_found' ? { kind: 'gone' } : { kind: 'offline' };
    }
  }

  private async make(writing: AgentWriting): Promise<Agent> {
    if (this.mayBeMade) {
      const { agents } = await listAgents({}, { limit: LOOKED_AT });
      const made = agents.find((agent) => agent.version === 1 && agentChanges(agent, { ...writing, status: 'draft' }).length === 0);
      if (made !== undefined) return made;
    }
    return createAgent(inputOf(writing));
  }

  private takeMade(agent: Agent, sent: AgentWriting): void {
    this.mayBeMade = false;
    dropWriting(this.uid, null, this.keptId);
    // What else is kept of agents that are not made yet is offered where the next one is made.
    this.aside = [];
    this.takeVersion(agent, sent);
  }

  private takeVersion(agent: Agent, sent: AgentWriting): void {
    const isTouched = this.writing !== sent;
    const { writing } = this;
    this.takeSaved(agent);
    if (isTouched || sent.status !== this.writing.status) this.writing = movable(agent, writing);
    this.keep();
  }

  private takeSaved(agent: Agent): void {
    this.saved = agent;
    this.version = agent.version;
    this.writing = writingOf(agent);
  }

  private takeKept(kept: readonly KeptWriting[]): void {
    const stored = this.saved === null ? this.beginning : writingOf(this.saved);
    this.aside = kept.filter(({ writing }) => agentChanges(stored, writing).length > 0);
  }

  /** What is written stays kept as it is; what is written from now on is kept beside it. */
  private putAside(): void {
    if (this.changes.length === 0) return;
    this.aside = [...this.aside, this.present()];
    this.keptId = crypto.randomUUID();
  }

  private dropOffer({ id }: KeptWriting): void {
    this.aside = this.aside.slice(0, -1);
    dropWriting(this.uid, this.keptOf, id);
  }

  private present(): KeptWriting {
    return { id: this.keptId, writing: this.writing, version: this.version, at: new Date().toISOString(), isReady: false };
  }

  private keep(): void {
    if (this.changes.length === 0) dropWriting(this.uid, this.keptOf, this.keptId);
    else keepWriting(this.uid, this.keptOf, this.present());
  }

  private get keptOf(): string | null {
    return this.saved?.id ?? null;
  }

  private become(standing: Standing): void {
    this.standing = standing;
    this.host.requestUpdate();
  }
}

/** What is written, in a state that the stored one may become. */
const movable = (saved: Agent, writing: AgentWriting): AgentWriting =>
  canMove(AGENT_MOVES, saved.status, writing.status) ? writing : { ...writing, status: writingOf(saved).status };
