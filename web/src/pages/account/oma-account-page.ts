import { localized, msg } from '@lit/localize';
import type { Me } from '@oma/contract';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { forgetAllKept } from '../../components/kept-text.ts';
import { loadPart } from '../../components/load-part.ts';
import '../../components/oma-frame.ts';
import '../../components/oma-gate.ts';
import { PageState } from '../../components/page-state.ts';
import { signOut } from '../../data/auth.ts';
import type { Belongings } from '../../data/belongings.ts';
import { loadMeasuringChoice } from '../../measuring/load-measuring.ts';
import { shared } from '../../styles/shared.ts';
import { DataExport } from './data-export.ts';
import type { DeletionOutcome } from './delete-account.ts';
import './oma-account-profile.ts';
import './oma-data-export.ts';
import './oma-delete-account.ts';
import './oma-farewell.ts';
import './oma-notice-choices.ts';
import './oma-view-choices.ts';
import { sectionStyles } from './section-styles.ts';

/** The own account, for everybody who is signed in, also without access: who they are here, how the pages look, their data, and the way out. */
@localized()
@customElement('oma-account-page')
export class OmaAccountPage extends LitElement {
  /** Who is deleting their account: their page stays until it is known how that ended, though they may be signed out before. */
  @state() private leaving: Me | null = null;
  @state() private farewell: 'done' | 'going_on' | null = null;
  @state() private belongings: Belongings | null = null;
  private countedUid: string | null = null;
  private isMeasuringAwaited = false;
  private readonly page = new PageState(this);
  private readonly export = new DataExport(this);

  static override styles = [
    shared,
    sectionStyles,
    css`
      .content {
        max-width: 60rem;
        margin: 0 auto;
        padding: var(--space-2) var(--space-5) var(--space-6);
      }
      section:last-child {
        border-bottom: 0;
      }
      .words {
        height: 3.5rem;
      }
      .choice {
        height: 6.5rem;
      }
      oma-measuring-choice:not(:defined) {
        display: block;
        height: 13rem;
      }
      .facts {
        height: 15rem;
      }
      .act {
        width: 11rem;
        height: 40px;
      }
      .goes {
        height: 13rem;
      }
      @media (max-width: 640px) {
        .content {
          padding: 0 var(--space-4) var(--space-6);
        }
      }
    `,
  ];

  override updated(): void {
    this.awaitMeasuring();
    void this.count();
  }

  override render() {
    const { who, trouble } = this.page;
    const me = this.page.me ?? this.leaving;
    const isFree = me !== null || (who !== null && trouble === null);
    return html`
      <oma-frame .me=${this.page.me} place="account" heading=${msg('내 계정', { id: 'account' })}>
        ${
          this.farewell === null
            ? html`${this.leaving === null ? html`<oma-gate isForEverybody></oma-gate>` : ''}
              ${isFree ? html`<div class="content" data-testid="account">${me === null ? this.renderSkeleton() : this.renderContent(me)}</div>` : ''}`
            : html`<oma-farewell outcome=${this.farewell}></oma-farewell>`
        }
      </oma-frame>
    `;
  }

  private renderContent(me: Me) {
    const dataExport = html`<oma-data-export .export=${this.export.state} @wanted=${() => void this.export.fetch()}></oma-data-export>`;
    return html`
      ${this.renderSection(
        'profile',
        html`<oma-account-profile .me=${me} @day-ended=${() => void this.page.refresh()}></oma-account-profile>`,
      )}
      ${this.renderSection('view', html`<oma-view-choices></oma-view-choices>`)}
      ${me.beta_approved ? this.renderSection('notices', html`<oma-notice-choices .hasMails=${me.run_mails}></oma-notice-choices>`) : nothing}
      ${this.renderSection('measuring', html`<oma-measuring-choice></oma-measuring-choice>`)} ${this.renderSection('data', dataExport)}
      ${this.renderSection(
        'delete',
        html`<oma-delete-account
          .me=${me}
          .belongings=${this.belongings}
          @begun=${() => (this.leaving = me)}
          @ended=${(event: CustomEvent<DeletionOutcome>) => void this.end(me.uid, event.detail)}
          >${dataExport}</oma-delete-account
        >`,
      )}
    `;
  }

  private renderSkeleton() {
    const part = (name: string) => html`<div class="skeleton ${name}"></div>`;
    return html`
      ${this.renderSection('profile', html`${part('words')}${part('facts')}`)}
      ${this.renderSection('view', html`${part('choice')}${part('choice')}`)} ${this.renderSection('data', part('act'))}
      ${this.renderSection('delete', html`${part('goes')}${part('act')}`)}
    `;
  }

  private renderSection(name: SectionName, content: unknown) {
    const { title, about } = sectionText(name);
    return html`<section aria-labelledby=${name}>
      <div class="about">
        <h2 id=${name}>${title}</h2>
        <p>${about}</p>
      </div>
      <div class="parts">${content}</div>
    </section>`;
  }

  /** What may be sent is loaded as it comes near; the dashboard leads there by the address. */
  private awaitMeasuring(): void {
    const choice = this.renderRoot.querySelector('oma-measuring-choice');
    if (choice === null || this.isMeasuringAwaited) return;
    this.isMeasuringAwaited = true;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true) return;
        observer.disconnect();
        void loadPart(loadMeasuringChoice);
      },
      { rootMargin: '300px' },
    );
    observer.observe(choice);
    if (location.hash === '#measuring') choice.closest('section')?.scrollIntoView();
  }

  /** Only people with access can look at what they have. */
  private async count(): Promise<void> {
    const { me } = this.page;
    if (me?.beta_approved !== true || this.countedUid === me.uid) return;
    this.countedUid = me.uid;
    try {
      const { countBelongings } = await import('../../data/belongings.ts');
      this.belongings = await countBelongings(me.uid);
    } catch {
      this.belongings = null;
    }
  }

  private async end(uid: string, outcome: DeletionOutcome): Promise<void> {
    if (outcome === 'done' || outcome === 'going_on') {
      this.farewell = outcome;
      forgetAllKept(uid);
      await signOut();
    }
    this.leaving = null;
  }
}

type SectionName = 'profile' | 'view' | 'notices' | 'measuring' | 'data' | 'delete';

function sectionText(name: SectionName): { title: string; about: string } {
  switch (name) {
    case 'profile':
      return {
        title: msg('프로필', { id: 'account-profile' }),
        about: msg('이름과 사진은 Google 계정의 것이에요. 거기서 바꾸면 다음에 로그인할 때 여기도 바뀌어요.', {
          id: 'account-profile-hint',
        }),
      };
    case 'view':
      return {
        title: msg('언어와 화면', { id: 'account-view' }),
        about: msg('고르면 바로 바뀌어요.', { id: 'account-view-hint' }),
      };
    case 'notices':
      return {
        title: msg('알림', { id: 'account-notices' }),
        about: msg('맡긴 작업이 끝난 것을 어떻게 알릴지 골라요.', { id: 'account-notices-hint' }),
      };
    case 'measuring':
      return {
        title: msg('개선 돕기', { id: 'account-measuring' }),
        about: msg('켜기 전에는 아무것도 보내지 않아요.', { id: 'account-measuring-hint' }),
      };
    case 'data':
      return {
        title: msg('내 데이터', { id: 'account-data' }),
        about: msg('프로필, 신청서, 에이전트의 모든 버전, 대화와 파일, 사용 기록을 압축 파일 하나로 내려받아요.', {
          id: 'account-data-hint',
        }),
      };
    case 'delete':
      return {
        title: msg('계정 삭제', { id: 'account-delete' }),
        about: msg('지우면 되돌릴 수 없어요. 나중에 다시 로그인하면 처음 온 사람이 돼요.', { id: 'account-delete-hint' }),
      };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-account-page': OmaAccountPage;
  }
}
