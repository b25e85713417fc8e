import { msg } from '@lit/localize';
import type { Me } from '@oma/contract';
import { currentLocale } from '../../i18n/localization.ts';
import { isDark, switchTheme } from '../../styles/theme.ts';
import { startSession } from '../agents/start-session.ts';
import type { IconName } from '../oma-icon.ts';
import { toast } from '../toast.ts';
import { leave, switchLanguage } from '../person-moves.ts';

/** Something to go to, or to do. */
export type Entry = { key: string; icon: IconName; name: string; act: () => unknown };

export const goTo = (href: string) => (): void => location.assign(href);

/** The pages that are for this person. */
export function pageEntries({ beta_approved, admin }: Me): Entry[] {
  const page = (href: string, icon: IconName, name: string): Entry => ({ key: href, icon, name, act: goTo(href) });
  return [
    beta_approved
      ? page('/dashboard', 'dashboard', msg('대시보드', { id: 'dashboard' }))
      : page('/dashboard', 'clock', msg('신청 상황', { id: 'waiting-room' })),
    ...(beta_approved
      ? [page('/agents', 'bot', msg('에이전트', { id: 'agents' })), page('/sessions', 'message', msg('대화', { id: 'sessions' }))]
      : []),
    page('/account', 'user', msg('내 계정', { id: 'account' })),
    ...(admin ? [page('/admin', 'shield', msg('관리', { id: 'admin' }))] : []),
  ];
}

/** What can be done from any page. `showKeys` shows which keys do what. */
export function actEntries({ beta_approved }: Me, showKeys: () => unknown): Entry[] {
  const act = (key: string, icon: IconName, name: string, does: () => unknown): Entry => ({ key, icon, name, act: does });
  return [
    ...(beta_approved
      ? [
          act('start', 'message', msg('에이전트 없이 시작', { id: 'new-session' }), async () => {
            const failure = await startSession(null);
            if (failure !== null) toast(failure);
          }),
          act('new-agent', 'plus', msg('새 에이전트', { id: 'new-agent' }), goTo('/agents/new')),
        ]
      : []),
    act('theme', isDark() ? 'sun' : 'moon', isDark() ? msg('밝은 화면', { id: 'light' }) : msg('어두운 화면', { id: 'dark' }), switchTheme),
    act('language', 'languages', currentLocale() === 'ko' ? 'English' : '한국어', switchLanguage),
    act('show-keys', 'keyboard', msg('단축키', { id: 'keys' }), showKeys),
    act('leave', 'log-out', msg('로그아웃', { id: 'sign-out' }), leave),
  ];
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Those whose name has all the words, in any case and however its letters are put together. */
export function matching(entries: readonly Entry[], words: string): readonly Entry[] {
  const wanted = plain(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  return entries.filter(({ name }) => wanted.every((word) => plain(name).includes(word)));
}

/** What to offer of what was found with `foundWith`: all of it for the same words, which may be found elsewhere than in names; else what matches by name. */
export const offered = (entries: readonly Entry[], foundWith: string, words: string): readonly Entry[] =>
  foundWith === words.trim() ? entries : matching(entries, words);
