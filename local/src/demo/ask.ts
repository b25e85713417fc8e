import { DEMO_PROJECT, paths, type Ports } from '@oma/contract';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Person } from './person.ts';

const LOOK_EVERY_MS = 300;

/** Asks a question as a page does, with a write under the rules, and resolves when its answer is done. Throws where it ends otherwise. */
export async function ask(
  ports: Ports,
  person: Person,
  question: { sessionId: string; content: string },
  signal: AbortSignal,
): Promise<void> {
  const database = `projects/${DEMO_PROJECT}/databases/(default)/documents`;
  const url = `http://127.0.0.1:${ports.firestore}/v1/${database}`;
  const headers = { authorization: `Bearer ${person.idToken}`, 'content-type': 'application/json' };
  const id = newMessageId();
  const written = await fetch(`${url}:commit`, {
    method: 'POST',
    headers,
    signal,
    body: JSON.stringify({
      writes: [
        {
          update: {
            name: `${database}/${paths.question(question.sessionId, id)}`,
            fields: { role: { stringValue: 'user' }, content: { stringValue: question.content }, status: { stringValue: 'queued' } },
          },
          updateTransforms: [{ fieldPath: 'created_at', setToServerValue: 'REQUEST_TIME' }],
          currentDocument: { exists: false },
        },
      ],
    }),
  });
  await written.arrayBuffer();
  if (!written.ok) throw new Error(`a question was refused with ${written.status}`);
  for (;;) {
    const response = await fetch(`${url}/${paths.reply(question.sessionId, id)}`, { headers, signal });
    const reply = Reply.safeParse(await response.json());
    const status = reply.success ? reply.data.fields.status.stringValue : 'streaming';
    if (status === 'done') return;
    if (status !== 'streaming') throw new Error(`an answer ended as ${status}`);
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

const Reply = z.object({ fields: z.object({ status: z.object({ stringValue: z.string() }) }) });

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: the time in ten digits, sixteen at random. */
function newMessageId(): string {
  let time = Date.now();
  let digits = '';
  for (let count = 0; count < 10; count += 1) {
    digits = `${DIGITS[time % 32] ?? ''}${digits}`;
    time = Math.floor(time / 32);
  }
  return digits + Array.from({ length: 16 }, () => DIGITS[randomInt(32)]).join('');
}
