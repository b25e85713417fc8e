import { localized, msg } from '@lit/localize';
import type { ReplyDocument } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { currentLocale } from '../i18n/localization.ts';
import { shared } from '../styles/shared.ts';
import { formatDuration } from '../text/format-duration.ts';

/** How long each phase of an answer took. */
@localized()
@customElement('oma-timings')
export class OmaTimings extends LitElement {
  @property({ attribute: false }) timings!: ReplyDocument['timings_ms'];

  static override styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: auto auto;
        justify-content: start;
        gap: 0 var(--space-3);
        margin: var(--space-2) 0 0;
      }
      dd {
        margin: 0;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  override render() {
    const { queued, launched, claimed, first_delta, ended } = this.timings;
    const rows: [string, number | null][] = [
      [msg('접수', { id: 'timing-queued' }), queued],
      [msg('실행 요청', { id: 'timing-launched' }), launched],
      [msg('환경 준비됨', { id: 'timing-claimed' }), claimed],
      [msg('첫 글자', { id: 'timing-first' }), first_delta],
      [msg('끝', { id: 'timing-ended' }), ended],
    ];
    return html`<dl>
      ${rows.map(([name, ms]) =>
        ms === null
          ? nothing
          : html`<dt>${name}</dt>
              <dd>${formatDuration(ms, currentLocale())}</dd>`,
      )}
    </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-timings': OmaTimings;
  }
}
