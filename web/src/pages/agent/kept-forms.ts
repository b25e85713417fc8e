import type { AgentWriting, KeptWriting } from '@oma/contract';
import { dropWriting, dropWritings, keepWriting, readKeptWritings } from '../../components/kept-writings.ts';
import { ownWritingId, renewWritingId } from '../../components/writing-id.ts';

/** What this browser keeps of one agent's form until it is saved: what this window writes, and what was put aside, here or in another window. */
export class KeptForms {
  private readonly uid: string;
  /** Null before the agent is made. */
  private readonly agentId: string | null;
  /** Of what this window writes; null until it writes. */
  private id: string | null;
  private aside: readonly KeptWriting[];

  private constructor(uid: string, agentId: string | null, id: string | null, aside: readonly KeptWriting[]) {
    this.uid = uid;
    this.agentId = agentId;
    this.id = id;
    this.aside = aside;
  }

  /** Opens what is kept; of that, what `isWorth` is put aside: first of all what this window wrote before it was loaded anew. */
  static async open(uid: string, agentId: string | null, isWorth: (writing: AgentWriting) => boolean): Promise<KeptForms> {
    const id = await ownWritingId(agentId);
    const worth = readKeptWritings(uid, agentId).filter(({ writing }) => isWorth(writing));
    const own = worth.filter((kept) => kept.id === id);
    return new KeptForms(uid, agentId, own.length === 0 ? id : null, [...worth.filter((kept) => kept.id !== id), ...own]);
  }

  /** Of an agent that was just made: nothing is put aside. */
  static ofMade(uid: string, agentId: string): KeptForms {
    return new KeptForms(uid, agentId, null, []);
  }

  /** What was put aside last and may be taken up again; null where there is nothing. */
  get offer(): KeptWriting | null {
    return this.aside.at(-1) ?? null;
  }

  /** Takes the offer out of what is put aside. */
  takeOffer(): KeptWriting | null {
    const { offer } = this;
    if (offer === null) return null;
    this.aside = this.aside.slice(0, -1);
    dropWriting(this.uid, this.agentId, offer.id);
    return offer;
  }

  keep(writing: AgentWriting, version: number): void {
    keepWriting(this.uid, this.agentId, this.present(writing, version));
  }

  /** This window's form is saved, or as it began. */
  drop(): void {
    if (this.id !== null) dropWriting(this.uid, this.agentId, this.id);
  }

  /** What is written stays kept as it is; what is written from now on is kept beside it. */
  putAside(writing: AgentWriting, version: number): void {
    const kept = this.present(writing, version);
    keepWriting(this.uid, this.agentId, kept);
    this.aside = [...this.aside, kept];
    this.id = null;
  }

  /** The agent is deleted: nothing of it is kept. */
  dropAll(): void {
    if (this.agentId !== null) dropWritings(this.uid, this.agentId);
  }

  private present(writing: AgentWriting, version: number): KeptWriting {
    this.id ??= renewWritingId(this.agentId);
    return { id: this.id, writing, version, at: new Date().toISOString(), isReady: false };
  }
}
