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
    tellNotSaved();
  }
}

/** Has the browser save what lies at an address that is fetched first, without leaving the page for it: nobody is asked whether to. */
export async function saveContent(readUrl: () => Promise<string>, name: string): Promise<void> {
  try {
    const response = await fetch(await readUrl());
    if (!response.ok) throw new Error(String(response.status));
    const url = URL.createObjectURL(await response.blob());
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch {
    tellNotSaved();
  }
}

const tellNotSaved = (): void => toast(msg('내려받지 못했어요. 잠시 뒤 다시 눌러 주세요.', { id: 'download-failed' }));
