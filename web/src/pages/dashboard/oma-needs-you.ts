import { localized, msg } from '@lit/localize';
import { unreachable } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import type { IconName } from '../../components/oma-icon.ts';
import { shared } from '../../styles/shared.ts';
import { agentErrorText } from '../../text/agent-text.ts';
import { failureText } from '../../text/failure-text.ts';
import { sessionName } from '../../text/session-text.ts';
import type { Need } from '../../components/sessions/needs-you.ts';

type Line = { icon: IconName; subject: string; words: string; href: string | null; act: string };

/** What needs the person, each with its reason and the way to it; nothing where nothing does. */
@localized()
@customElement('oma-needs-you')
export class OmaNeedsYou extends LitElement {
  @property({ attribute: false }) needs: readonly Need[] = [];

  static override styles = [
    shared,
    css`
      section {
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        background: var(--warn-soft);
      }
      h2 {
        margin: 0 0 var(--space-1);
        color: var(--warn);
        font-size: var(--text-2);
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: var(--space-3);
        align-items: center;
        font-size: var(--text-2);
      }
      oma-icon {
        color: var(--warn);
      }
      b {
        margin-inline-end: var(--space-2);
      }
      @media (max-width: 640px) {
        li {
          grid-template-columns: auto minmax(0, 1fr);
        }
        li .button {
          grid-column: 2;
          justify-self: start;
        }
      }
    `,
  ];

  override render() {
    if (this.needs.length === 0) return nothing;
    return html`<section aria-labelledby="title" data-testid="needs-you">
      <h2 id="title">${msg('확인이 필요해요', { id: 'needs-you' })}</h2>
      <ul>
        ${this.needs.map((need) => {
          const { icon, subject, words, href, act } = this.lineOf(need);
          return html`<li data-kind=${need.kind}>
            <oma-icon name=${icon}></oma-icon>
            <span>${subject === '' ? nothing : html`<b>${subject}</b>`}${words}</span>
            ${href === null ? nothing : html`<a class="button" href=${href}>${act}</a>`}
          </li>`;
        })}
      </ul>
    </section>`;
  }

  private lineOf(need: Need): Line {
    switch (need.kind) {
      case 'budget':
        return {
          icon: 'ban',
          subject: '',
          words: msg('오늘 쓸 수 있는 금액을 다 썼어요. 한국 시간 자정에 다시 채워져요.', { id: 'need-budget' }),
          href: null,
          act: '',
        };
      case 'agent':
        return {
          icon: 'circle-alert',
          subject: need.agent.name,
          words: agentErrorText(need.code),
          href: `/agents/${need.agent.id}`,
          act: msg('설정 고치기', { id: 'need-agent-act' }),
        };
      case 'asks':
        return {
          icon: 'message',
          subject: sessionName(need.session),
          words: msg('대답을 기다리고 있어요.', { id: 'need-asks' }),
          href: `/workspace/${need.session.id}`,
          act: msg('대답하기', { id: 'need-asks-act' }),
        };
      case 'done':
        return {
          icon: 'circle-check',
          subject: sessionName(need.session),
          words: msg('오래 걸린 작업이 끝났어요.', { id: 'need-done' }),
          href: `/workspace/${need.session.id}`,
          act: msg('답 보기', { id: 'need-done-act' }),
        };
      case 'failed':
        return {
          icon: 'circle-x',
          subject: sessionName(need.session),
          words: failureText({ code: need.code, detail: '' }, { hasAnswer: false, hasAgent: need.session.agent_id !== null }),
          href: `/workspace/${need.session.id}`,
          act: msg('대화 열기', { id: 'need-failed-act' }),
        };
      default:
        return unreachable(need);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-needs-you': OmaNeedsYou;
  }
}
