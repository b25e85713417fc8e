import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shared } from '../../styles/shared.ts';
import { visibleText } from '../../text/visible-text.ts';
import { firstRows, type Table } from './table-rows.ts';

/** So much comes with each frame, in characters (see `firstRows`): the page answers meanwhile. */
const STEP = 4000;

/** Tables one below the other. Large ones come a piece at a time. */
@localized()
@customElement('oma-tables')
export class OmaTables extends LitElement {
  @property({ attribute: false }) tables: readonly Table[] = [];
  @state() private shown = STEP;
  private isWhole = false;
  private next = 0;

  static override styles = [
    shared,
    css`
      .table {
        overflow: auto;
        max-width: 100%;
        margin-bottom: var(--space-4);
      }
      table {
        /* Borders that cells share are worked out anew for all of them with every row that comes. */
        border-spacing: 0;
        border: 0 solid var(--line);
        border-width: 1px 0 0 1px;
        font-size: var(--text-1);
      }
      th,
      td {
        max-width: 24rem;
        padding: var(--space-1) var(--space-2);
        border: 0 solid var(--line);
        border-width: 0 1px 1px 0;
        text-align: left;
        vertical-align: top;
        white-space: break-spaces;
        overflow-wrap: break-word;
      }
      th {
        background: var(--surface-low);
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('tables')) this.shown = STEP;
  }

  override render() {
    const first = firstRows(this.tables, this.shown);
    this.isWhole = first.length === this.tables.length && first.at(-1)?.rows.length === this.tables.at(-1)?.rows.length;
    return first.map((table) => renderTable(table));
  }

  override updated(): void {
    if (this.isWhole) return;
    cancelAnimationFrame(this.next);
    this.next = requestAnimationFrame(() => (this.shown += STEP));
  }
}

function renderTable({ name, rows }: Table) {
  const [head = [], ...body] = rows;
  return html`${name === '' ? nothing : html`<h4>${visibleText(name)}</h4>`}
    <div
      class="table"
      tabindex="0"
      role="region"
      aria-label=${name === '' ? msg('표', { id: 'file-table' }) : name}
      data-testid="file-table"
    >
      <table>
        <thead>
          <tr>
            ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${body.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-tables': OmaTables;
  }
}
