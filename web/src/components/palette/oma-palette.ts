import { localized, msg } from '@lit/localize';
import type { Agent } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { readAgents } from '../../data/agent-list.ts';
import { dialogStyles } from '../../styles/dialog.ts';
import { shared } from '../../styles/shared.ts';
import { sessionName } from '../../text/session-text.ts';
import { agentIcon } from '../agent-icons.ts';
import { isComposing } from '../composing.ts';
import { loadPart } from '../load-part.ts';
import '../oma-icon.ts';
import { PageState } from '../page-state.ts';
import { SessionFinder } from '../sessions/session-finder.ts';
import { actEntries, type Entry, goTo, matching, pageEntries } from './palette-entries.ts';
import { showOnTop } from './show-on-top.ts';

/** How long a person pauses in writing before agents and conversations are looked for. */
const PAUSE_MS = 200;
const MOST = 6;

type Group = { title: string; entries: readonly Entry[] };

/** A field to go anywhere and do anything from: pages, agents, conversations, acts. Opens as it comes onto the page, and goes when it is closed. */
@localized()
@customElement('oma-palette')
export class OmaPalette extends LitElement {
  @state() private words = '';
  @state() private agents: readonly Agent[] = [];
  /** Which of all entries would be chosen. */
  @state() private at = 0;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  private readonly page = new PageState(this);
  private readonly finder = new SessionFinder(this, () => void this.page.refresh());
  private pause: ReturnType<typeof setTimeout> | undefined;
  /** Answers of earlier questions are dropped. */
  private asked = 0;

  static override styles = [
    shared,
    dialogStyles,
    css`
      dialog {
        --dialog-width: 36rem;
        margin-top: min(12vh, 6rem);
        padding: 0;
        overflow: hidden;
      }
      dialog[open] {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        max-height: min(34rem, calc(100dvh - 4rem));
      }
      label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        padding: var(--space-2) var(--space-4);
        border-bottom: 1px solid var(--line);
        color: var(--ink-soft);
      }
      label:focus-within {
        border-bottom-color: var(--accent);
      }
      input {
        flex: 1;
        padding-inline: 0;
        border: 0;
        background: none;
      }
      input:focus-visible {
        outline: none;
      }
      .list {
        overflow-y: auto;
        padding: var(--space-2);
      }
      .group {
        padding: var(--space-2) var(--space-3) var(--space-1);
        color: var(--ink-soft);
        font-size: var(--text-1);
        font-weight: 600;
      }
      [role='option'] {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: 40px;
        padding: var(--space-1) var(--space-3);
        border-radius: var(--radius-small);
        font-size: var(--text-2);
        cursor: pointer;
      }
      [role='option'] oma-icon {
        color: var(--ink-soft);
      }
      [role='option'] span {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      [aria-selected='true'] {
        background: var(--accent-soft);
        box-shadow: inset 3px 0 0 var(--accent);
      }
      p {
        margin: 0;
        padding: var(--space-2) var(--space-5);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      p:empty {
        padding: 0;
      }
    `,
  ];

  override firstUpdated(): void {
    this.dialog.showModal();
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.pause);
  }

  override render() {
    const groups = this.groups();
    const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
    const at = Math.min(this.at, count - 1);
    let index = 0;
    return html`<dialog
      aria-label=${msg('빠른 이동', { id: 'palette' })}
      data-testid="palette"
      @close=${() => this.remove()}
      @click=${(event: Event) => {
        if (event.target === this.dialog) this.dialog.close();
      }}
    >
      <label
        ><oma-icon name="search"></oma-icon
        ><input
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          aria-autocomplete="list"
          aria-expanded="true"
          aria-controls="list"
          aria-activedescendant=${count === 0 ? nothing : `entry-${String(at)}`}
          aria-label=${msg('어디로 갈까요, 무엇을 할까요?', { id: 'palette-hint' })}
          placeholder=${msg('어디로 갈까요, 무엇을 할까요?', { id: 'palette-hint' })}
          data-testid="palette-field"
          @input=${(event: Event & { target: HTMLInputElement }) => this.take(event.target.value)}
          @keydown=${(event: KeyboardEvent) => this.onKey(event, groups, at, count)}
      /></label>
      <div class="list" role="listbox" id="list" aria-label=${msg('찾은 것', { id: 'palette-found' })}>
        ${groups.map(({ title, entries }, group) =>
          entries.length === 0
            ? nothing
            : html`<div role="group" aria-labelledby="group-${group}">
                <div class="group" id="group-${group}" role="presentation">${title}</div>
                ${entries.map((entry) => this.renderEntry(entry, index, index++ === at))}
              </div>`,
        )}
      </div>
      <p role="status">${this.standWords(count)}</p>
    </dialog>`;
  }

  private renderEntry(entry: Entry, index: number, isChosen: boolean) {
    return html`<div
      role="option"
      id="entry-${index}"
      data-testid="palette-entry"
      aria-selected=${String(isChosen)}
      @click=${() => this.choose(entry)}
    >
      <oma-icon name=${entry.icon}></oma-icon><span>${entry.name}</span>
    </div>`;
  }

  override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  private groups(): Group[] {
    const { me } = this.page;
    if (me === null) return [];
    const agents = this.agents.map(({ id, name, icon }): Entry => ({ key: id, icon: agentIcon(icon), name, act: goTo(`/agents/${id}`) }));
    const sessions = (this.finder.sessions ?? [])
      .filter(({ message_count }) => message_count > 0)
      .slice(0, MOST)
      .map((session): Entry => ({ key: session.id, icon: 'message', name: sessionName(session), act: goTo(`/workspace/${session.id}`) }));
    return [
      { title: msg('페이지', { id: 'palette-pages' }), entries: matching(pageEntries(me), this.words) },
      { title: msg('대화', { id: 'sessions' }), entries: sessions },
      { title: msg('에이전트', { id: 'agents' }), entries: agents },
      { title: msg('할 일', { id: 'palette-acts' }), entries: matching(actEntries(me, showKeys), this.words) },
    ];
  }

  private standWords(count: number): string {
    if (this.finder.isLooking) return msg('찾는 중이에요.', { id: 'palette-looking' });
    return count === 0 ? msg('찾는 것이 없어요. 다른 낱말로 찾아 보세요.', { id: 'palette-none' }) : '';
  }

  private take(words: string): void {
    this.words = words;
    this.at = 0;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.look(), PAUSE_MS);
  }

  /** What is not found for want of a connection is simply not offered: the pages and acts are. */
  private async look(): Promise<void> {
    if (this.page.me?.beta_approved !== true) return;
    const asked = (this.asked += 1);
    const q = this.words.trim();
    void this.finder.look({ q });
    const agents = await readAgents({ q }, { limit: MOST }).then(
      (list) => list.agents,
      () => [],
    );
    if (asked === this.asked) this.agents = agents;
  }

  private onKey(event: KeyboardEvent, groups: readonly Group[], at: number, count: number): void {
    if (isComposing(event)) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined && count > 0) {
      event.preventDefault();
      this.at = (to + count) % count;
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const entry = groups.flatMap(({ entries }) => entries)[at];
    if (entry !== undefined) this.choose(entry);
  }

  private choose({ act }: Entry): void {
    this.dialog.close();
    this.remove();
    void act();
  }
}

async function showKeys(): Promise<void> {
  if ((await loadPart(() => import('./oma-keys.ts'))) !== null) showOnTop('oma-keys');
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-palette': OmaPalette;
  }
}
