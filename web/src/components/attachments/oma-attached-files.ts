import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { shared } from '../../styles/shared.ts';
import { formatBytes } from '../../text/format-bytes.ts';
import '../oma-icon.ts';
import type { AttachedFile } from './attached-file.ts';
import { attachmentStyles } from './attachment-styles.ts';

/** The files beside the message that is being written, or on their way to another place, which has a `label` of its own. Fires `remove` and `retry` with the key of one. */
@localized()
@customElement('oma-attached-files')
export class OmaAttachedFiles extends LitElement {
  @property({ attribute: false }) entries: readonly AttachedFile[] = [];
  @property() label = '';

  static override styles = [
    shared,
    attachmentStyles,
    css`
      ul {
        max-height: 30vh;
        overflow-y: auto;
      }
      progress {
        width: 4rem;
        accent-color: var(--accent);
      }
      button {
        min-height: 24px;
        padding: 0 var(--space-1);
        font-size: var(--text-1);
      }
      .failed {
        background: var(--bad-soft);
        color: var(--bad);
      }
    `,
  ];

  override render() {
    if (this.entries.length === 0) return nothing;
    return html`<ul aria-label=${this.label === '' ? msg('첨부한 파일', { id: 'attached' }) : this.label}>
      ${repeat(
        this.entries,
        ({ key }) => key,
        (entry) => this.renderEntry(entry),
      )}
    </ul>`;
  }

  private renderEntry(entry: AttachedFile) {
    const { state } = entry;
    const name = entry.name === '' ? '…' : entry.name;
    return html`<li class=${state} data-testid="attached" data-state=${state}>
      <oma-icon name=${state === 'failed' ? 'circle-alert' : 'file-text'}></oma-icon>
      <span class="name" title=${name}>${name}</span>
      ${state === 'sending' ? html`<progress max="1" .value=${entry.share} aria-label=${msg(str`${name} 올리는 중`, { id: 'attach-sending' })}></progress>` : nothing}
      ${state === 'ready' && entry.name !== '' ? html`<span class="size">${formatBytes(entry.size)}</span>` : nothing}
      ${state === 'failed' ? html`<span role="alert">${entry.why}</span>` : nothing}
      ${
        state === 'failed' && entry.again !== null
          ? html`<button type="button" class="quiet" @click=${() => this.say('retry', entry.key)}>
              ${msg('다시', { id: 'attach-again' })}
            </button>`
          : nothing
      }
      <button
        type="button"
        class="quiet"
        data-testid="detach"
        aria-label=${msg(str`${name} 빼기`, { id: 'detach' })}
        @click=${() => this.say('remove', entry.key)}
      >
        <oma-icon name="x"></oma-icon>
      </button>
    </li>`;
  }

  private say(what: 'remove' | 'retry', key: number): void {
    this.dispatchEvent(new CustomEvent<number>(what, { detail: key }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-attached-files': OmaAttachedFiles;
  }
}
