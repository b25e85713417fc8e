import {
  type Agent,
  AGENT_MOVES,
  type AgentChange,
  agentChanges,
  AgentReplacement,
  type AgentWriting,
  BLANK_WRITING,
  canMove,
  carryOver,
  inputOf,
  type KeptWriting,
  writingOf,
} from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type AgentProblems, problemsOfApi } from '../../components/agent-form/agent-problems.ts';
import { makeAgent } from '../../components/make-agent.ts';
import { readAgent, readVersion, replaceAgent } from '../../data/agents.ts';
import { ApiError } from '../../data/api.ts';
import { KeptForms } from './kept-forms.ts';

/** How the page of an agent stands. `absent`: there is no such agent, or none of this person. */
export type Standing = 'loading' | 'ready' | 'absent' | 'unreachable';

/**
 * How a save ended. `stale`: another window saved first; `mine` is the newest with what was changed here. `gone`: the agent was deleted. `offline`: it is not
 * known whether it arrived.
 */
export type SaveEnd =
  | { kind: 'saved' }
  | { kind: 'stale'; newest: Agent; mine: AgentWriting }
  | { kind: 'gone' }
  | { kind: 'refused'; problems: AgentProblems }
  | { kind: 'too_many' }
  | { kind: 'offline' }
  | { kind: 'failed' };

/** One agent in the form: what is stored, what is written, and what this browser keeps until it is saved. */
export class AgentEdit implements ReactiveController {
  standing: Standing = 'loading';
  /** The newest version known; null before the agent is made. */
  saved: Agent | null = null;
  writing: AgentWriting = BLANK_WRITING;
  isSaving = false;

  private readonly host: ReactiveControllerHost;
  private uid = '';
  /** The content that what is written began from. */
  private began: AgentWriting = BLANK_WRITING;
  /** The version that what is written began from; 0 before the agent is made. */
  private version = 0;
  private kept: KeptForms | null = null;
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
  async begin(uid: string, beginning: AgentWriting, goesOn: boolean): Promise<void> {
    this.uid = uid;
    this.began = beginning;
    this.writing = beginning;
    this.kept = await KeptForms.open(uid, null, (writing) => agentChanges(beginning, writing).length > 0);
    if (goesOn) await this.takeUp();
    this.become('ready');
  }

  /** Loads an agent. */
  async open(uid: string, agentId: string): Promise<void> {
    this.uid = uid;
    this.become('loading');
    try {
      const agent = await readAgent(agentId);
      this.takeSaved(agent);
      this.kept = await KeptForms.open(uid, agentId, (writing) => agentChanges(writingOf(agent), writing).length > 0);
      this.become('ready');
    } catch (error) {
      this.become(error instanceof ApiError && error.code === 'not_found' ? 'absent' : 'unreachable');
    }
  }

  /** What is written and not saved, by field. */
  get changes(): readonly AgentChange[] {
    return agentChanges(this.began, this.writing);
  }

  /** Whether a save would do something: a new agent is made, and `error` is cleared, without any change. */
  get canSave(): boolean {
    return this.saved === null || this.saved.status === 'error' || this.changes.length > 0;
  }

  /** What was put aside last and may be taken up again; null where there is nothing. */
  get offer(): KeptWriting | null {
    return this.kept?.offer ?? null;
  }

  /** How many fields of the offer differ from what is stored. */
  get offerChanges(): number {
    const { offer, saved, began } = this;
    return offer === null ? 0 : agentChanges(saved === null ? began : writingOf(saved), offer.writing).length;
  }

  /** A newer version is stored than the one that what is written began from. */
  get isBehind(): boolean {
    return this.saved !== null && this.version < this.saved.version;
  }

  write(writing: AgentWriting): void {
    this.writing = writing;
    this.keep();
    this.host.requestUpdate();
  }

  /** Goes on with what was put aside; what is written now is put aside in its place. */
  async takeUp(): Promise<void> {
    const { offer, saved } = this;
    if (offer === null) return;
    const began = saved === null ? this.began : await contentOf(saved, offer.version);
    // What was written or pressed meanwhile goes first.
    if (this.offer !== offer || this.saved !== saved) return;
    this.kept?.takeOffer();
    this.putAside();
    if (saved === null) this.writing = offer.writing;
    else {
      this.began = writingOf(saved);
      this.writing = movable(saved, carryOver({ began, mine: offer.writing, newest: this.began }));
      this.version = offer.version;
    }
    this.keep();
    this.host.requestUpdate();
  }

  /** Throws away what was put aside last. */
  throwAway(): void {
    this.kept?.takeOffer();
    this.host.requestUpdate();
  }

  /** Shows what is stored; what was written is put aside and can be taken up again. */
  showSaved(agent: Agent): void {
    this.putAside();
    this.takeSaved(agent);
    this.keep();
    this.host.requestUpdate();
  }

  /** Learns of the newest version, and shows it where nothing is written; what is written stays, and a save of it asks first. True where it is another one. */
  async reread(): Promise<boolean> {
    const { saved } = this;
    if (saved === null || this.isSaving) return false;
    const newest = await readAgent(saved.id).catch(() => saved);
    if (this.saved !== saved || newest.version === saved.version) return false;
    if (this.changes.length === 0) this.takeSaved(newest);
    else this.saved = newest;
    this.host.requestUpdate();
    return true;
  }

  /** The agent is deleted: nothing of it is kept. */
  forget(): void {
    this.kept?.dropAll();
  }

  /** Saves `mine` as the version after `newest`. */
  async saveOver(newest: Agent, mine: AgentWriting): Promise<SaveEnd> {
    this.takeSaved(newest);
    this.writing = mine;
    this.keep();
    return this.save();
  }

  /** Makes a new agent of what is written, in place of one that was deleted. */
  async saveAnew(): Promise<SaveEnd> {
    const { saved, version, kept } = this;
    this.saved = null;
    this.version = 0;
    const end = await this.save();
    if (end.kind === 'saved') kept?.dropAll();
    else {
      this.saved = saved;
      this.version = version;
    }
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
      const agent = before ?? (await makeAgent(inputOf(sent), this.mayBeMade));
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
    if (error.isUnanswered) this.mayBeMade ||= this.saved === null;
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
      const mine = movable(newest, carryOver({ began: this.began, mine: this.writing, newest: writingOf(newest) }));
      const { data: said } = AgentReplacement.safeParse(mine);
      if (said === undefined || agentChanges(writingOf(newest), said).length > 0) return { kind: 'stale', newest, mine };
      this.takeVersion(newest, this.writing);
      return { kind: 'saved' };
    } catch (error) {
      return error instanceof ApiError && error.code === 'not_found' ? { kind: 'gone' } : { kind: 'offline' };
    }
  }

  private takeMade(agent: Agent, sent: AgentWriting): void {
    this.mayBeMade = false;
    this.kept?.drop();
    // What else is kept of agents that are not made yet is offered where the next one is made.
    this.kept = KeptForms.ofMade(this.uid, agent.id);
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
    this.began = writingOf(agent);
    this.writing = this.began;
  }

  private putAside(): void {
    if (this.changes.length > 0) this.kept?.putAside(this.writing, this.version);
  }

  private keep(): void {
    if (this.changes.length === 0) this.kept?.drop();
    else this.kept?.keep(this.writing, this.version);
  }

  private become(standing: Standing): void {
    this.standing = standing;
    this.host.requestUpdate();
  }
}

/** What a version said; where it cannot be read, what is stored now. */
async function contentOf(saved: Agent, version: number): Promise<AgentWriting> {
  if (version === saved.version) return writingOf(saved);
  return readVersion(saved.id, version).then(writingOf, () => writingOf(saved));
}

/** What is written, in a state that the stored one may become. */
const movable = (saved: Agent, writing: AgentWriting): AgentWriting =>
  canMove(AGENT_MOVES, saved.status, writing.status) ? writing : { ...writing, status: writingOf(saved).status };
