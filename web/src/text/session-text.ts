import { msg } from '@lit/localize';
import type { Session } from '@oma/contract';

/** A conversation's title; before the first question it has none. */
export const sessionName = ({ title }: Pick<Session, 'title'>): string => (title === '' ? msg('새 대화', { id: 'untitled' }) : title);
