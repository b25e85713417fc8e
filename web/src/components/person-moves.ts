import { msg } from '@lit/localize';
import { signOut } from '../data/auth.ts';
import { currentLocale } from '../i18n/localization.ts';
import { chooseLanguage } from './choose-language.ts';
import { toast } from './toast.ts';

/** Shows the other language, and says where the account does not keep it. */
export async function switchLanguage(): Promise<void> {
  try {
    await chooseLanguage(currentLocale() === 'ko' ? 'en' : 'ko');
  } catch {
    toast(msg('언어를 계정에 저장하지 못했어요. 다음에 열면 전의 언어로 보여요.', { id: 'language-not-kept' }));
  }
}

/** Signs out, and leads to the main page. */
export async function leave(): Promise<void> {
  await signOut();
  location.assign('/');
}
