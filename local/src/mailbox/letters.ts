import { existsSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import * as z from 'zod';

export const ReceivedLetter = z.object({
  id: z.string(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  received_at: z.iso.datetime(),
});
export type ReceivedLetter = z.infer<typeof ReceivedLetter>;

export type Letters = {
  /** Newest first. */
  list(): readonly ReceivedLetter[];
  /** Resolves when the letter is on the disk. */
  add(letter: ReceivedLetter): Promise<void>;
  clear(): Promise<void>;
};

export const MOST_LETTERS = 1000;

/** The letters of this machine, the newest thousand, kept in a file so that a restart shows them again. */
export function openLetters(file: string): Letters {
  let letters: ReceivedLetter[] = readLetters(file);
  let writing: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const write = async (): Promise<void> => {
    await writeFile(`${file}.part`, JSON.stringify(letters), { mode: 0o600 });
    await rename(`${file}.part`, file);
  };
  /** One write at a time; those who come during one share the next. */
  const save = (): Promise<void> => {
    if (writing === null) {
      writing = write().finally(() => (writing = null));
      return writing;
    }
    next ??= writing
      .catch(() => undefined)
      .then(() => {
        next = null;
        return save();
      });
    return next;
  };

  return {
    list: () => letters,
    add(letter) {
      letters = [letter, ...letters].slice(0, MOST_LETTERS);
      return save();
    },
    clear() {
      letters = [];
      return save();
    },
  };
}

/** What cannot be read is forgotten: it is a developer's test mail. */
function readLetters(file: string): ReceivedLetter[] {
  if (!existsSync(file)) return [];
  try {
    return z.array(ReceivedLetter).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
