import { msg } from '@lit/localize';
import { toast } from './toast.ts';

/**
 * Loads a part of the page that somebody reached for. Says so and answers null where it does not come: the connection is gone, or a new version of the
 * platform has replaced it since the page was opened. Reached for again, it is tried again. `isAhead`: nobody asked for it yet, and nothing is said.
 */
export async function loadPart<T>(load: () => Promise<T>, { isAhead = false } = {}): Promise<T | null> {
  try {
    return await load();
  } catch {
    if (!isAhead) toast(msg('불러오지 못했어요. 연결을 확인하거나 페이지를 새로 열어 주세요.', { id: 'part-failed' }));
    return null;
  }
}
