import type { Session } from '@oma/contract';

/** Whether something ended in the conversation since its person looked. What they stopped themselves they have seen. */
export const isUnread = ({ last_end, read_at }: Pick<Session, 'last_end' | 'read_at'>): boolean =>
  last_end !== null && last_end.status !== 'stopped' && (read_at === null || read_at < last_end.at);
