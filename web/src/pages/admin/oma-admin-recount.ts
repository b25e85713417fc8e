import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { recountStats } from '../../data/admin.ts';
import { shared } from '../../styles/shared.ts';

type Counted = { people: number; corrected: number; busy: number };
type Standing = { kind: 'idle' } | ({ kind: 'counting' | 'done' | 'failed' } & Counted);

/** Counts the statistics of everybody anew, part by part, and says what was put right. */
@localized()
@customElement('oma-admin-recount')
export class OmaAdminRecount extends LitElement {
  @state() private standing: Standing = { kind: 'idle' };

  static override styles = [
    shared,
    css`
      p {
        margin: 0 0 var(--space-3);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      p[role='status'] {
        margin: var(--space-3) 0 0;
      }
    `,
  ];

  override render() {
    const isCounting = this.standing.kind === 'counting';
    return html`
      <p>
        ${msg('대시보드의 숫자는 답이 끝날 때마다 더해요. 맞지 않아 보이면 저장된 에이전트와 답에서 다시 셀 수 있어요.', { id: 'recount-hint' })}
      </p>
      <button data-testid="recount" ?disabled=${isCounting} @click=${() => void this.count()}>
        ${msg('통계 다시 세기', { id: 'recount' })}
      </button>
      <p role="status" data-testid="recount-outcome" data-state=${this.standing.kind}>${this.words()}</p>
    `;
  }

  private words(): string {
    const { standing } = this;
    switch (standing.kind) {
      case 'idle':
        return '';
      case 'counting':
        return msg(str`세는 중이에요. 지금까지 ${standing.people}명.`, { id: 'recount-counting' });
      case 'failed':
        return msg(str`${standing.people}명까지 세고 멈췄어요. 다시 누르면 처음부터 세요.`, { id: 'recount-failed' });
      case 'done':
        return standing.busy > 0
          ? msg(
              str`${standing.people}명을 세어 ${standing.corrected}명의 통계를 바로잡았어요. ${standing.busy}명은 쓰는 중이라 세지 못했어요.`,
              {
                id: 'recount-busy',
              },
            )
          : msg(str`${standing.people}명을 세어 ${standing.corrected}명의 통계를 바로잡았어요.`, { id: 'recount-done' });
    }
  }

  private async count(): Promise<void> {
    let sum: Counted = { people: 0, corrected: 0, busy: 0 };
    let cursor: string | undefined;
    this.standing = { kind: 'counting', ...sum };
    try {
      do {
        const { people, corrected, busy, next } = await recountStats(cursor);
        sum = { people: sum.people + people, corrected: sum.corrected + corrected, busy: sum.busy + busy };
        cursor = next;
        this.standing = { kind: 'counting', ...sum };
      } while (cursor !== undefined);
      this.standing = { kind: 'done', ...sum };
    } catch {
      this.standing = { kind: 'failed', ...sum };
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-admin-recount': OmaAdminRecount;
  }
}
