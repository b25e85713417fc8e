import { MAX_QUEUED } from '@oma/contract';
import { expect, it } from 'vitest';
import { reasonOf } from './why-refused.ts';

it.each([
  ['a conversation that is closed', { status: 'closed', queued: MAX_QUEUED } as const, false, '닫힌 대화라서'],
  ['a platform that takes none', { status: 'active', queued: MAX_QUEUED } as const, false, '새 질문을 받지 않아요'],
  ['too many that wait', { status: 'active', queued: MAX_QUEUED } as const, true, '기다리는 질문이 너무 많아요'],
  ['what is not known', { status: 'active', queued: 0 } as const, true, '잠시 뒤 다시'],
  ['what is not known of a conversation that is not', null, true, '잠시 뒤 다시'],
])('names %s', (_what, session, isAccepting, words) => {
  expect(reasonOf(session, isAccepting)).toContain(words);
});
