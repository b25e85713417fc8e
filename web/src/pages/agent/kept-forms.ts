import type { AgentWriting, KeptWriting } from '@oma/contract';
import { forgetKept, keptKeys } from '../../components/kept-text.ts';
import { dropWriting, dropWritings, keepWriting, readKeptWritings } from '../../components/kept-writings.ts';
import { heldWritingIds, ownWritingId, renewWritingId } from '../../components/writing-id.ts';

type Form = Pick<KeptWriting, 'writing' | 'version' | 'asks'>;

/** What this browser keeps of one agent's form until it is saved: what this window writes, and what was put aside, here or in a window that is closed. */
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
    const held = await heldWritingIds();
    const worth = readKeptWritings(uid, agentId).filter(({ writing }) => isWorth(writing));
    const own = worth.filter((kept) => kept.id === id);
    const left = worth.filter((kept) => !held.has(kept.id));
    return new KeptForms(uid, agentId, own.length === 0 ? id : null, [...left, ...own]);
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
  dropOffer(): void {
    const { offer } = this;
    if (offer === null) return;
    this.aside = this.aside.slice(0, -1);
    dropWriting(this.uid, this.agentId, offer.id);
  }

  keep(form: Form): void {
    keepWriting(this.uid, this.agentId, this.present(form));
  }

  /** This window's form is saved, or as it began. */
  drop(): void {
    if (this.id !== null) dropWriting(this.uid, this.agentId, this.id);
  }

  /** What is written stays kept as it is; what is written from now on is kept beside it. */
  putAside(form: Form): void {
    const kept = this.present(form);
    keepWriting(this.uid, this.agentId, kept);
    this.aside = [...this.aside, kept];
    this.id = null;
  }

  /** The agent is deleted: nothing of it is kept. */
  dropAll(): void {
    if (this.agentId === null) return;
    dropWritings(this.uid, this.agentId);
    forgetKept(keptKeys.agentTests(this.uid, this.agentId));
  }

  private present(form: Form): KeptWriting {
    this.id ??= renewWritingId(this.agentId);
    return { ...form, id: this.id, at: new Date().toISOString(), isReady: false };
  }
}
