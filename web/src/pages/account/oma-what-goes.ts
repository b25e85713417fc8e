import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../../components/oma-icon.ts';
import type { IconName } from '../../components/oma-icon.ts';
import type { Belongings } from '../../data/belongings.ts';
import { currentLocale } from '../../i18n/localization.ts';
import { shared } from '../../styles/shared.ts';
import { formatNumber } from '../../text/format.ts';

/** What an account takes with it when it is deleted, and what is left behind. */
@localized()
@customElement('oma-what-goes')
export class OmaWhatGoes extends LitElement {
  /** Null where they are not counted. */
  @property({ attribute: false }) belongings: Belongings | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
        gap: var(--space-4) var(--space-5);
        width: 100%;
        font-size: var(--text-2);
      }
      h3 {
        margin: 0 0 var(--space-2);
        font-size: var(--text-2);
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        list-style: none;
        color: var(--ink-soft);
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--space-2);
      }
      oma-icon {
        margin-top: 0.2em;
      }
      .goes oma-icon {
        color: var(--bad);
      }
    `,
  ];

  override render() {
    return html`
      <div class="goes" data-testid="what-goes">
        <h3>${msg('지워지는 것', { id: 'goes' })}</h3>
        <ul>
          ${this.belonging().map((words) => line('trash', words))}
          ${line('trash', msg('베타 신청서, 받은 메일의 기록, 날마다의 사용 기록, 만들어 둔 내려받기 파일', { id: 'goes-records' }))}
          ${line('trash', msg('프로필과 Google 로그인 연결', { id: 'goes-sign-in' }))}
        </ul>
      </div>
      <div>
        <h3>${msg('남는 것', { id: 'stays' })}</h3>
        <ul>
          ${line('check', msg('누구였는지 알 수 없는 기록: 계정이 하나 지워졌다는 것, 관리자가 언제 어떤 결정을 했는지, 모두의 사용량을 더한 값', { id: 'stays-records' }))}
          ${line('check', msg('모델 제공사가 받은 내용. 자체 정책에 따라 최대 30일 보관할 수 있어요.', { id: 'stays-provider' }))}
        </ul>
      </div>
    `;
  }

  private belonging(): string[] {
    if (this.belongings === null) {
      return [msg('에이전트와 저장한 모든 버전', { id: 'goes-agents' }), msg('대화와 그 안의 파일', { id: 'goes-sessions' })];
    }
    const { agents, sessions } = this.belongings;
    const lines: string[] = [];
    if (agents > 0)
      lines.push(msg(str`에이전트 ${formatNumber(agents, currentLocale())}개와 저장한 모든 버전`, { id: 'goes-agents-counted' }));
    if (sessions > 0)
      lines.push(msg(str`대화 ${formatNumber(sessions, currentLocale())}개와 그 안의 파일`, { id: 'goes-sessions-counted' }));
    return lines;
  }
}

const line = (icon: IconName, words: string): TemplateResult => html`<li><oma-icon name=${icon}></oma-icon><span>${words}</span></li>`;

declare global {
  interface HTMLElementTagNameMap {
    'oma-what-goes': OmaWhatGoes;
  }
}
