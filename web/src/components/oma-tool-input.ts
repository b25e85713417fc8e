import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { codeStyles } from '../styles/code.ts';
import { shared } from '../styles/shared.ts';
import { toolInput } from '../text/tool-input.ts';
import './oma-code.ts';
import './oma-text-diff.ts';

/** What went into a use of a tool: edits of a file as differences, commands and written files as code. */
@localized()
@customElement('oma-tool-input')
export class OmaToolInput extends LitElement {
  /** The tool, and the JSON it was given; the JSON may have been cut. */
  @property() name = '';
  @property() input = '';

  static override styles = [
    shared,
    codeStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        padding: var(--space-3);
        border-top: 1px solid var(--line);
      }
      p {
        margin: 0;
        color: var(--ink-soft);
      }
      pre {
        margin: 0;
        padding: var(--space-3);
        overflow: auto;
        max-height: 20rem;
        font-family: var(--font-code);
        font-size: var(--text-1);
        white-space: break-spaces;
        overflow-wrap: anywhere;
      }
      code,
      oma-text-diff {
        font-family: var(--font-code);
      }
      .cut {
        padding: 0;
      }
      oma-code {
        background: var(--surface);
      }
    `,
  ];

  override render() {
    const given = toolInput(this.name, this.input);
    switch (given.kind) {
      case 'edit':
        return html`<oma-text-diff .from=${given.from} .to=${given.to}></oma-text-diff>`;
      case 'code':
        return html`<oma-code language=${given.language} .source=${given.code}>
          <pre tabindex="0"><code></code></pre>
        </oma-code>`;
      case 'cut':
        return html`<pre class="cut" tabindex="0">${given.text}</pre>
          <p>${msg('길어서 앞부분만 보여요.', { id: 'preview-cut' })}</p>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-tool-input': OmaToolInput;
  }
}
