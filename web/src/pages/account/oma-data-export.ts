import { localized, msg, str } from '@lit/localize';
import { type AccountExport, unreachable } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatClock } from '../../text/format.ts';
import { formatBytes } from '../../text/format-bytes.ts';
import type { ExportState } from './data-export.ts';

/** How far the archive of all own data is, and what can be done about it. Fires `wanted`. */
@localized()
@customElement('oma-data-export')
export class OmaDataExport extends LitElement {
  @property({ attribute: false }) export: ExportState = { kind: 'none' };
  @state() private now = Date.now();
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        justify-items: start;
      }
      p {
        margin: 0;
        font-size: var(--text-2);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
      }
      .ready {
        display: flex;
        align-items: start;
        gap: var(--space-2);
      }
      .ready oma-icon {
        margin-top: 0.2em;
        color: var(--good);
      }
      a {
        color: inherit;
      }
      [aria-disabled='true'] {
        opacity: 0.55;
        cursor: progress;
      }
      .soft {
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      [role='status']:empty {
        display: none;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => {
      if (this.export.kind === 'making') this.now = Date.now();
    }, 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override render() {
    return html`
      <div class="row">${this.renderAct()}</div>
      <div role="status" data-testid="export-state" data-state=${this.export.kind}>${this.renderState()}</div>
    `;
  }

  /** One button through all states, so that it keeps the focus. */
  private renderAct() {
    const { kind } = this.export;
    const since = this.export.kind === 'making' ? this.export.since : null;
    const isMaking = since !== null;
    return html`<button
        data-testid="export"
        aria-disabled=${String(isMaking)}
        aria-busy=${String(isMaking)}
        @click=${() => this.dispatchEvent(new CustomEvent('wanted'))}
      >
        <oma-icon name=${isMaking ? 'loader' : 'download'} ?spin=${isMaking}></oma-icon>${this.act(kind)}
      </button>
      ${since === null ? nothing : html`<span class="soft" aria-hidden="true">${this.seconds(since)}</span>`}`;
  }

  private act(kind: ExportState['kind']): string {
    switch (kind) {
      case 'none':
      case 'failed':
        return msg('내 데이터 내려받기', { id: 'export' });
      case 'making':
        return msg('모으는 중', { id: 'export-making' });
      case 'ready':
        return msg('한 번 더 내려받기', { id: 'export-again' });
      case 'expired':
        return msg('새로 만들기', { id: 'export-anew' });
      default:
        return unreachable(kind);
    }
  }

  private renderState() {
    switch (this.export.kind) {
      case 'none':
        return nothing;
      case 'making':
        return html`<p class="soft">
          ${msg('대화와 파일이 많으면 몇 분 걸려요. 다 모으면 저절로 내려받아요.', { id: 'export-making-hint' })}
        </p>`;
      case 'ready':
        return this.renderReady(this.export.archive);
      case 'expired':
        return html`<p class="soft">${msg('만들어 둔 파일의 기한이 지났어요. 다시 누르면 새로 만들어요.', { id: 'export-expired' })}</p>`;
      case 'failed':
        return html`<p class="error">${failure(this.export.reason)}</p>`;
      default:
        return unreachable(this.export);
    }
  }

  private renderReady({ bytes, expires_at }: AccountExport) {
    return html`<p class="ready">
      <oma-icon name="circle-check"></oma-icon
      ><span
        >${msg(str`내려받기를 시작했어요. ${formatBytes(bytes)}이고, ${formatClock(new Date(expires_at), currentLocale())}까지 다시 받을 수 있어요.`, { id: 'export-ready' })}</span
      >
    </p>`;
  }

  private seconds(since: number): string {
    const seconds = Math.floor((this.now - since) / 1000);
    return seconds < 1 ? '' : msg(str`${seconds}초째`, { id: 'export-seconds' });
  }
}

function failure(reason: Extract<ExportState, { kind: 'failed' }>['reason']) {
  switch (reason) {
    case 'offline':
      return msg('연결이 끊겼어요. 연결되면 다시 눌러 주세요. 만들던 것이 있으면 이어서 받아요.', { id: 'export-offline' });
    case 'slow':
      return msg('생각보다 오래 걸려요. 잠시 뒤 다시 눌러 주세요.', { id: 'export-slow' });
    case 'refused':
      return html`${msg('만들지 못했어요. 내 데이터는 그대로 있어요. 다시 눌러 보고, 계속 안 되면 알려 주세요:', { id: 'export-refused' })}
        <a href="mailto:${CONTACT}">${CONTACT}</a>`;
    default:
      return unreachable(reason);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-data-export': OmaDataExport;
  }
}
