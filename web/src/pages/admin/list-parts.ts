import { msg } from '@lit/localize';
import { MAX_SEARCH_LENGTH } from '@oma/contract';
import { css, html, nothing, type TemplateResult } from 'lit';
import { keepComposing } from '../../components/composing.ts';
import '../../components/oma-icon.ts';
import type { PagedList } from './paged-list.ts';

/** How the lists of the admin pages look. */
export const listStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    margin-bottom: var(--space-3);
  }
  .bar form {
    flex: 1 1 14rem;
    display: flex;
    gap: var(--space-2);
  }
  .rows {
    list-style: none;
    margin: 0;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface-high);
  }
  .rows > li {
    padding: var(--space-3) var(--space-4);
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-1);
  }
  .rows > li + li {
    border-top: 1px solid var(--line);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-3);
    min-width: 0;
  }
  .line b {
    max-height: 4.5em;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .soft {
    color: var(--ink-soft);
    font-size: var(--text-2);
    overflow-wrap: anywhere;
  }
  .end {
    margin-left: auto;
  }
  .quote {
    margin: 0;
    white-space: break-spaces;
    overflow-wrap: anywhere;
    font-size: var(--text-2);
    max-height: 8em;
    overflow-y: auto;
  }
  .empty {
    padding: var(--space-5);
    border: 1px dashed var(--line);
    border-radius: var(--radius);
    color: var(--ink-soft);
    text-align: center;
  }
  .rows + button {
    margin: var(--space-3) auto 0;
    display: flex;
  }
  .skeleton {
    height: 64px;
    margin-bottom: var(--space-2);
  }
`;

/** A list in any of its states: loading, failed, empty, and page after page. */
export function renderList<T extends { id: string }>(
  list: PagedList<T>,
  given: { empty: string; row: (item: T) => TemplateResult },
): TemplateResult {
  if (list.items === null && list.hasFailed) return renderFailure(() => void list.reload());
  if (list.items === null) return html`${[1, 2, 3].map(() => html`<div class="skeleton"></div>`)}`;
  if (list.items.length === 0 && list.next === null) return html`<p class="empty">${given.empty}</p>`;
  return html`<ul class="rows">
      ${list.items.map(given.row)}
    </ul>
    ${list.hasFailed ? renderFailure(() => void list.more()) : nothing}
    ${
      list.next === null
        ? nothing
        : html`<button data-testid="more" ?disabled=${list.isLoading} @click=${() => void list.more()}>
            ${msg('더 보기', { id: 'more' })}
          </button>`
    }`;
}

const renderFailure = (again: () => void): TemplateResult =>
  html`<p class="error" role="alert">
    ${msg('목록을 불러오지 못했어요.', { id: 'load-failed' })}
    <button class="quiet" @click=${again}>${msg('다시 시도', { id: 'try-again' })}</button>
  </p>`;

/** A search field. Searches when it is sent, never while a syllable is being composed. */
export const renderSearch = (given: { words: string; label: string; onSearch: (words: string) => void }): TemplateResult =>
  html`<form
    role="search"
    @keydown=${keepComposing}
    @submit=${(event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
      event.preventDefault();
      const words = new FormData(event.currentTarget).get('q');
      given.onSearch(typeof words === 'string' ? words.trim() : '');
    }}
  >
    <input
      name="q"
      type="search"
      maxlength=${MAX_SEARCH_LENGTH}
      data-testid="search"
      aria-label=${given.label}
      placeholder=${given.label}
      .value=${given.words}
    />
    <button aria-label=${msg('찾기', { id: 'search' })}><oma-icon name="search"></oma-icon></button>
  </form>`;
