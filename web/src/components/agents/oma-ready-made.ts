import { localized, msg } from '@lit/localize';
import type { ReadyMadeAgent } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { loadPart } from '../load-part.ts';
import '../oma-icon.ts';

/** The agents to start from, each a link to a form that is filled in. */
@localized()
@customElement('oma-ready-made')
export class OmaReadyMade extends LitElement {
  /** How many are shown. */
  @property({ type: Number }) most = Infinity;
  @state() private agents: readonly ReadyMadeAgent[] = [];

  static override styles = [
    shared,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
        gap: var(--space-4);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        min-height: 148px;
      }
      a {
        display: grid;
        grid-template-rows: auto auto 1fr;
        gap: var(--space-2);
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-high);
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        border-color: var(--accent);
      }
      .icon {
        color: var(--accent);
        font-size: 1.5rem;
        line-height: 1;
      }
      b {
        font-size: var(--text-3);
      }
      span {
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    this.agents = (await loadPart(() => import('./ready-made.ts')))?.READY_MADE_AGENTS ?? [];
  }

  override render() {
    return html`<ul aria-label=${msg('준비된 에이전트', { id: 'ready-made' })}>
      ${this.agents.slice(0, this.most).map((agent) => {
        const { name, description } = agent[currentLocale()];
        return html`<li>
          <a href="/agents/new?from=${agent.id}" data-testid="ready-made" data-id=${agent.id}
            ><oma-icon class="icon" name=${agent.icon}></oma-icon><b>${name}</b><span>${description}</span></a
          >
        </li>`;
      })}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-ready-made': OmaReadyMade;
  }
}
