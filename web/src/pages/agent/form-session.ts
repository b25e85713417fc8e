import { AgentDraft, type AgentWriting, inputOf, type Session } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError } from '../../data/api.ts';
import { putDraft } from '../../data/sessions.ts';

/** Why the form could not be brought into the conversation: it says what no agent may, or the connection was lost. */
export type NotBrought = 'invalid' | 'lost';

/**
 * A conversation beside the form of an agent, which goes by what the form says: it is brought there before each question. Nothing can be written before there
 * is a conversation to keep it in.
 */
export class FormSession implements ReactiveController {
  /** Null before there is one. */
  sessionId: string | null = null;
  /** It could not be opened. */
  hasFailed = false;
  /** What of the form was refused when it was last brought. */
  refused: readonly { path: string }[] = [];
  private readonly host: ReactiveControllerHost;
  private readonly writing: () => AgentWriting;
  private starts = 0;
  /** What the form said when it was last brought. */
  private put = '';

  constructor(host: ReactiveControllerHost, writing: () => AgentWriting) {
    this.host = host;
    this.writing = writing;
    host.addController(this);
  }

  hostConnected(): void {
    // Its element says when to begin.
  }

  /** Turns to the conversation that `open` gives, in place of the one before. True where it is there; false also where another was begun meanwhile. */
  async start(open: () => Promise<Pick<Session, 'id'>>): Promise<boolean> {
    const start = (this.starts += 1);
    this.sessionId = null;
    this.hasFailed = false;
    this.put = '';
    this.host.requestUpdate();
    try {
      const { id } = await open();
      if (start !== this.starts) return false;
      // What is wrong with the form is said when something is asked.
      await this.bring(id).catch(() => undefined);
      if (start !== this.starts) return false;
      this.sessionId = id;
      return true;
    } catch {
      if (start === this.starts) this.hasFailed = true;
      return false;
    } finally {
      this.host.requestUpdate();
    }
  }

  /** Brings the form as it stands; null where it is there. */
  async prepare(): Promise<NotBrought | null> {
    if (this.sessionId === null) return null;
    this.refused = [];
    try {
      return (await this.bring(this.sessionId)) ? null : 'invalid';
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'invalid') return 'lost';
      this.refused = error.errors;
      return 'invalid';
    }
  }

  private async bring(sessionId: string): Promise<boolean> {
    const draft = AgentDraft.safeParse(inputOf(this.writing()));
    if (!draft.success) return false;
    const said = JSON.stringify(draft.data);
    if (said === this.put) return true;
    await putDraft(sessionId, draft.data);
    this.put = said;
    return true;
  }
}
