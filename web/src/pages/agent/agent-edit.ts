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
 * known whether it arrived. `untested`: it is not put to work before its tests have passed with exactly this.
 */
export type SaveEnd =
  | { kind: 'saved' }
  | { kind: 'stale'; newest: Agent; mine: AgentWriting }
  | { kind: 'gone' }
  | { kind: 'refused'; problems: AgentProblems }
  | { kind: 'too_many' }
  | { kind: 'untested' }
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
  /** The version that said so; 0 before the agent is made. */
  private version = 0;
  /** What is written was carried over from an earlier version, and what it changes was not looked at yet. */
  private asks = false;
  /** What was sent to be saved and got no answer. */
  private unsure: AgentWriting | null = null;
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
    return this.saved === null || this.saved.status === 'error' || this.isUnsure || this.changes.length > 0;
  }

  /** It is not known whether the last save arrived; the next one finds out. */
  get isUnsure(): boolean {
    return this.unsure !== null;
  }

  /** What was put aside last and may be taken up again; null where there is nothing. */
  get offer(): KeptWriting | null {
    return this.kept?.offer ?? null;
  }

  /** How many fields the offer changed; null where it began from an earlier version than the one that is stored. */
  get offerChanges(): number | null {
    const { offer, saved, began } = this;
    if (offer === null || (saved !== null && offer.version !== saved.version)) return null;
    return agentChanges(saved === null ? began : writingOf(saved), offer.writing).length;
  }

  /** Something is stored that was not there when what is written was begun: a save asks first. */
  get isBehind(): boolean {
    return this.saved !== null && (this.asks || this.version < this.saved.version);
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
    if (this.offer !== offer) return;
    if (this.saved !== saved) return this.takeUp();
    this.kept?.dropOffer();
    this.putAside();
    if (saved === null) this.writing = offer.writing;
    else {
      this.takeSaved(saved);
      this.writing = movable(saved, carryOver({ began, mine: offer.writing, newest: this.began }));
      this.asks = offer.asks || offer.version !== saved.version;
    }
    this.keep();
    this.host.requestUpdate();
  }

  /** Throws away what was put aside last. */
  throwAway(): void {
    this.kept?.dropOffer();
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
    const { saved, version, asks, kept } = this;
    this.saved = null;
    this.version = 0;
    this.asks = false;
    const end = await this.save();
    // Once it is made it is the one that is written, though it may not be moved on yet.
    if (this.kept !== kept) kept?.dropAll();
    else {
      this.saved = saved;
      this.version = version;
      this.asks = asks;
    }
    return end;
  }

  /** Saves what is written: makes the agent, or its next version. What is written meanwhile stays unsaved. */
  async save(): Promise<SaveEnd> {
    if (this.isSaving) return { kind: 'failed' };
    this.isSaving = true;
    this.host.requestUpdate();
    try {
      await this.makeSure();
      if (this.asks) return await this.meet();
      if (!this.canSave) return { kind: 'saved' };
      const sent = this.writing;
      await (this.saved === null ? this.make(sent) : this.replace(this.saved, sent));
      return { kind: 'saved' };
    } catch (error) {
      return await this.explain(error);
    } finally {
      this.isSaving = false;
      this.host.requestUpdate();
    }
  }

  private async make(sent: AgentWriting): Promise<void> {
    const made = await makeAgent(inputOf(sent), this.mayBeMade);
    this.takeMade(made, sent);
    const moved = movable(made, sent);
    if (moved.status !== made.status) await this.replace(made, moved);
  }

  private async replace({ id }: Agent, sent: AgentWriting): Promise<void> {
    try {
      this.takeVersion(await replaceAgent(id, this.version, sent), sent);
    } catch (error) {
      if (error instanceof ApiError && error.isUnanswered) this.unsure = sent;
      throw error;
    }
  }

  /** Where the last save got no answer: did it arrive? */
  private async makeSure(): Promise<void> {
    const { saved, unsure } = this;
    if (saved === null || unsure === null) return;
    const newest = await readAgent(saved.id);
    const isStored = newest.version === this.version + 1 && says(newest, unsure);
    this.unsure = null;
    if (isStored) this.takeVersion(newest, unsure);
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
      case 'tests_required':
        return { kind: 'untested' };
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
      if (!says(newest, mine)) return { kind: 'stale', newest, mine };
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
    this.asks = false;
    this.unsure = null;
  }

  private putAside(): void {
    if (this.changes.length > 0) this.kept?.putAside(this.form);
  }

  private keep(): void {
    if (this.changes.length === 0) this.kept?.drop();
    else this.kept?.keep(this.form);
  }

  private get form() {
    return { writing: this.writing, version: this.version, asks: this.asks };
  }

  private become(standing: Standing): void {
    this.standing = standing;
    this.host.requestUpdate();
  }
}

/** Whether what is stored is what the server makes of what is written. */
function says(stored: Agent, writing: AgentWriting): boolean {
  const { data } = AgentReplacement.safeParse(writing);
  return data !== undefined && agentChanges(writingOf(stored), data).length === 0;
}

/** What a version said; where it cannot be read, what is stored now. */
async function contentOf(saved: Agent, version: number): Promise<AgentWriting> {
  if (version === saved.version) return writingOf(saved);
  return readVersion(saved.id, version).then(writingOf, () => writingOf(saved));
}

/** What is written, in a state that the stored one may become. */
const movable = (saved: Agent, writing: AgentWriting): AgentWriting =>
  canMove(AGENT_MOVES, saved.status, writing.status) ? writing : { ...writing, status: writingOf(saved).status };
