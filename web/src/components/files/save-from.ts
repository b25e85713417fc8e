import { msg } from '@lit/localize';
import { toast } from '../toast.ts';

/** Has the browser save what lies at an address that is fetched first; it is an attachment, so the page stays. */
export async function saveFrom(readUrl: () => Promise<string>): Promise<void> {
  try {
    const link = document.createElement('a');
    link.href = await readUrl();
    link.rel = 'noopener';
    link.click();
  } catch {
    toast(msg('내려받지 못했어요. 잠시 뒤 다시 눌러 주세요.', { id: 'download-failed' }));
  }
}
