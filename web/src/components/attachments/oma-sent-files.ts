import { localized, msg } from '@lit/localize';
import { Task } from '@lit/task';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { readUpload } from '../../data/uploads.ts';
import { shared } from '../../styles/shared.ts';
import { formatBytes } from '../../text/format-bytes.ts';
import '../oma-icon.ts';
import { attachmentStyles } from './attachment-styles.ts';

/** The files that came with a message that was sent. */
@localized()
@customElement('oma-sent-files')
export class OmaSentFiles extends LitElement {
  @property({ attribute: false }) ids: readonly string[] = [];
  private readonly uploads = new Task(this, {
    args: () => [this.ids.join()],
    task: () => Promise.all(this.ids.map((id) => readUpload(id).catch(() => null))),
  });

  static override styles = [
    shared,
    attachmentStyles,
    css`
      :host {
        justify-self: end;
        max-width: min(85%, 40rem);
      }
      ul {
        justify-content: end;
      }
      .gone {
        color: var(--ink-soft);
      }
    `,
  ];

  override render() {
    const known = this.uploads.value;
    return html`<ul aria-label=${msg('첨부한 파일', { id: 'attached' })}>
      ${this.ids.map((_id, index) => {
        const upload = known?.[index];
        return html`<li data-testid="sent-file">
          <oma-icon name="file-text"></oma-icon>
          ${
            upload === undefined
              ? '…'
              : upload === null
                ? html`<span class="gone">${msg('지워진 파일', { id: 'attachment-gone' })}</span>`
                : html`<span class="name" title=${upload.name}>${upload.name}</span><span class="size">${formatBytes(upload.size)}</span>`
          }
        </li>`;
      })}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-sent-files': OmaSentFiles;
  }
}
