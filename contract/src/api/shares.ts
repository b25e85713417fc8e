import * as z from 'zod';
import { SessionId } from '../ids.ts';
import { ShareAnswer, SharedConversation, SharedRequest, ShareInput, UnshareAnswer } from '../share.ts';
import { BARE, operation } from './operation.ts';

const OneSession = z.object({ id: SessionId });

/** Links by which anybody who has one reads a conversation. */
export const shareApi = {
  share: operation({
    ...BARE,
    method: 'POST',
    path: '/api/sessions/{id}/share',
    access: 'member',
    summary:
      'Makes a link to read what was said until now, in place of the one before. Where something looks like a secret, nothing is shared until the person has acknowledged it.',
    params: OneSession,
    body: ShareInput,
    answers: { 200: ShareAnswer },
    problems: ['conflict'],
  }),
  unshare: operation({
    ...BARE,
    method: 'DELETE',
    path: '/api/sessions/{id}/share',
    access: 'member',
    summary: 'Withdraws the link: it leads nowhere from now on.',
    params: OneSession,
    answers: { 200: UnshareAnswer },
  }),
  readShared: operation({
    ...BARE,
    method: 'POST',
    path: '/api/shared',
    access: 'public',
    summary: 'What a shared link shows, page by page. The token is in the body, so that it stands in no log.',
    body: SharedRequest,
    answers: { 200: SharedConversation },
    problems: ['not_found', 'rate_limited'],
  }),
} as const;
