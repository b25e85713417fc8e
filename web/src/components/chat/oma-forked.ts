import { localized, msg } from '@lit/localize';
import type { ForkedFiles, SessionDocument } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import '../oma-icon.ts';

/** Stands where a forked conversation begins to be its own: from where what is above came, and which files came along. */
@localized()
@customElement('oma-forked')
export class OmaForked extends LitElement {
  @property({ attribute: false }) from!: NonNullable<SessionDocument['forked_from']>;

  static override styles = [
    shared,
    css`
      p {
        display: flex;
        gap: var(--space-2);
        margin: 0;
        padding: var(--space-3);
        border-radius: var(--radius);
        background: var(--surface-low);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      oma-icon {
        margin-top: 0.2em;
      }
    `,
  ];

  override render() {
    const { session_id, files } = this.from;
    return html`<p data-testid="forked" data-files=${files}>
      <oma-icon name="fork"></oma-icon>
      <span>${cameAlong(files)} <a href="/workspace/${session_id}">${msg('원래 대화 보기', { id: 'forked-original' })}</a></span>
    </p>`;
  }
}

function cameAlong(files: ForkedFiles): string {
  switch (files) {
    case 'now':
      return msg('여기까지는 다른 대화에서 가져왔어요. 파일도 그때 그대로예요.', { id: 'forked-now' });
    case 'before':
      return msg('여기까지는 다른 대화에서 가져왔어요. 파일은 원래 대화에서 마지막으로 바뀌기 전의 것이라, 위의 답과 다를 수 있어요.', {
        id: 'forked-before',
      });
    case 'none':
      return msg('여기까지는 다른 대화에서 가져왔어요. 함께 온 파일은 없어요.', { id: 'forked-none' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-forked': OmaForked;
  }
}
