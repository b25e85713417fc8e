export const PROPOSED = 'proposed';

/** Told by a proposal in a conversation, once it is known. */
export class ProposedEvent extends Event {
  /** The use of the tool that proposed. */
  readonly id: string;
  readonly at: Date;

  constructor(id: string, at: Date) {
    super(PROPOSED, { bubbles: true, composed: true });
    this.id = id;
    this.at = at;
  }
}
