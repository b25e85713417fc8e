import type { Message } from '../../data/messages.ts';

type Part<Place> = { messages: readonly Message[]; begin: Place | null };

/**
 * The messages of a conversation that a page knows: the newest `size` as they change, and before them those that were read once or have been among the newest.
 * There is never a gap between them.
 */
export class KnownMessages<Place> {
  /** Where those begin that are not known yet; null where all are. */
  before: Place | null = null;
  private readonly size: number;
  private earlier: readonly Message[] = [];
  private newest: readonly Message[] = [];

  constructor(size: number) {
    this.size = size;
  }

  /** Oldest first. */
  get all(): readonly Message[] {
    return [...this.earlier, ...this.newest];
  }

  /** How the newest are now. */
  takeNewest({ messages, begin }: Part<Place>): void {
    const [first] = messages;
    const isWhole = messages.length < this.size;
    const ids = new Set(messages.map(({ id }) => id));
    if (isWhole || first === undefined || !this.newest.some(({ id }) => ids.has(id))) {
      // Where more came than are listened to while the page heard nothing, what it knew does not join them.
      this.earlier = [];
    } else {
      const passed = this.newest.filter((message) => !ids.has(message.id) && isBefore(message, first));
      this.earlier = [...this.earlier, ...passed].filter(({ id }) => !ids.has(id));
    }
    this.newest = messages;
    if (this.earlier.length === 0) this.before = isWhole ? null : begin;
  }

  /** What was read of those before; `asked`: how many there might have been. */
  takeEarlier({ messages, begin }: Part<Place>, asked: number): void {
    const ids = new Set(this.all.map(({ id }) => id));
    this.earlier = [...messages.filter(({ id }) => !ids.has(id)), ...this.earlier];
    this.before = messages.length < asked ? null : begin;
  }
}

const isBefore = (one: Message, other: Message): boolean => {
  const apart = one.data.created_at.getTime() - other.data.created_at.getTime();
  return apart < 0 || (apart === 0 && one.id < other.id);
};
