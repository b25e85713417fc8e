import type { AgentDocument } from '@oma/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { watchAgent } from '../../data/watch-agent.ts';

/** The agent of one conversation, as it changes. */
export class WatchedAgent implements ReactiveController {
  /** `undefined` until known, `null` where it was deleted. */
  agent: AgentDocument | null | undefined;
  private readonly host: ReactiveControllerHost;
  private id: string | null = null;
  private end: (() => void) | null = null;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.turnTo(null);
  }

  /** Which agent it is about from now on; null: none is listened to. */
  turnTo(id: string | null): void {
    if (id === this.id) return;
    this.id = id;
    this.agent = undefined;
    this.end?.();
    this.end = null;
    if (id !== null) void this.listen(id);
  }

  private async listen(id: string): Promise<void> {
    const end = await watchAgent(id, {
      onValue: (agent) => {
        if (id !== this.id) return;
        this.agent = agent;
        this.host.requestUpdate();
      },
      // Access was taken away, which the page says itself.
      onRefused: () => undefined,
    });
    if (id === this.id) this.end = end;
    else end();
  }
}
