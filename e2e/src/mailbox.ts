import { portsAt } from '@oma/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

const Letter = z.object({
  id: z.string(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  received_at: z.string(),
});
export type Letter = z.infer<typeof Letter>;

const LIMIT_MS = 30_000;

/** The local mailbox, as anybody on this machine reads it. */
export const mailbox = (portOffset: number) => {
  const url = `http://127.0.0.1:${portsAt(portOffset).mailbox}`;
  const all = async (): Promise<Letter[]> => z.array(Letter).parse(await (await fetch(`${url}/messages`)).json());
  return {
    url,
    all,
    /** Resolves with the newest letter that satisfies `isWanted`, as soon as it has come. */
    async wait(what: string, isWanted: (letter: Letter) => boolean): Promise<Letter> {
      const until = Date.now() + LIMIT_MS;
      for (;;) {
        const found = (await all()).find(isWanted);
        if (found !== undefined) return found;
        if (Date.now() > until)
          throw new Error(`${what} did not come; there are: ${(await all()).map(({ subject }) => subject).join(' | ')}`);
        await sleep(100);
      }
    },
  };
};

/** The token of a letter's decision link. */
export function decisionToken(letter: Letter, decision: 'approve' | 'deny'): string {
  const tokens = [...letter.text.matchAll(/\/decision#([\w-]+)/g)].map(([, token]) => token ?? '');
  const token = decision === 'approve' ? tokens[0] : tokens[1];
  if (token === undefined || token === '') throw new Error(`the letter has no link to ${decision}:\n${letter.text}`);
  return token;
}
