import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { dialogStyles } from '../../styles/dialog.ts';
import { shared } from '../../styles/shared.ts';

/** Which keys do what. Opens as it comes onto the page, and goes when it is closed. */
@localized()
@customElement('oma-keys')
export class OmaKeys extends LitElement {
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  static override styles = [
    shared,
    dialogStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--space-2) var(--space-4);
        align-items: baseline;
        margin: 0;
        font-size: var(--text-2);
      }
      h3 {
        margin: var(--space-4) 0 var(--space-2);
        color: var(--ink-soft);
        font-size: var(--text-2);
      }
      dd {
        margin: 0;
      }
      kbd {
        display: inline-block;
        padding: 1px var(--space-2);
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface-low);
        font: inherit;
        font-size: var(--text-1);
        font-weight: 600;
        white-space: nowrap;
      }
    `,
  ];

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render() {
    const command = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';
    return html`<dialog aria-labelledby="title" data-testid="keys" @close=${() => this.remove()}>
      <form method="dialog">
        <h2 id="title">${msg('단축키', { id: 'keys' })}</h2>
        ${this.renderKeys(msg('어디서나', { id: 'keys-everywhere' }), [
          [`${command} K`, msg('빠른 이동', { id: 'palette' })],
          ['?', msg('단축키 보기 (글을 쓰는 중이 아닐 때)', { id: 'keys-show' })],
          ['Esc', msg('열린 창 닫기', { id: 'keys-close' })],
        ])}
        ${this.renderKeys(msg('대화', { id: 'keys-chat' }), [
          ['Enter', msg('보내기', { id: 'keys-send' })],
          ['Shift Enter', msg('줄 바꾸기', { id: 'keys-break' })],
          ['Esc', msg('고치기를 그만두거나, 작업을 중지하기 (입력칸에서)', { id: 'keys-stop' })],
        ])}
        ${this.renderKeys(msg('에이전트 편집', { id: 'keys-agent' }), [[`${command} S`, msg('저장', { id: 'save' })]])}
        ${this.renderKeys(msg('메뉴와 목록', { id: 'keys-menu' }), [
          ['↑ ↓', msg('앞뒤로 가기', { id: 'keys-move' })],
          ['Enter', msg('고르기', { id: 'keys-choose' })],
        ])}
        <div class="dialog-actions"><button class="primary">${msg('닫기', { id: 'close' })}</button></div>
      </form>
    </dialog>`;
  }

  private renderKeys(title: string, keys: readonly (readonly [string, string])[]) {
    return html`<h3>${title}</h3>
      <dl>
        ${keys.map(
          ([key, what]) =>
            html`<dt>${key.split(' ').map((part) => html`<kbd>${part}</kbd> `)}</dt>
              <dd>${what}</dd>`,
        )}
      </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-keys': OmaKeys;
  }
}
