import * as z from 'zod';

const Edited = z.object({ old_string: z.string(), new_string: z.string() });
const Written = z.object({ file_path: z.string(), content: z.string() });
const Command = z.object({ command: z.string() });

/** What went into a tool, as it is shown: a text and what it was replaced by, a code, or the beginning of what is too long. */
export type ToolInput =
  { kind: 'edit'; from: string; to: string } | { kind: 'code'; code: string; language: string } | { kind: 'cut'; text: string };

/** Reads what went into a tool. What was cut is not complete, and is shown as what it is: the difference of two halves would be a wrong one. */
export function toolInput(name: string, input: string): ToolInput {
  const given = parsed(input);
  if (given === undefined) return { kind: 'cut', text: input };
  const edited = name === 'Edit' ? Edited.safeParse(given).data : undefined;
  if (edited !== undefined) return { kind: 'edit', from: edited.old_string, to: edited.new_string };
  // What stood in the file before is not known, so there is nothing to compare with.
  const written = name === 'Write' ? Written.safeParse(given).data : undefined;
  if (written !== undefined) return { kind: 'code', code: written.content, language: endingOf(written.file_path) };
  const command = name === 'Bash' ? Command.safeParse(given).data : undefined;
  if (command !== undefined) return { kind: 'code', code: command.command, language: 'bash' };
  return { kind: 'code', code: JSON.stringify(given, null, 2), language: 'json' };
}

const endingOf = (path: string): string => /\.([a-z0-9]{1,10})$/i.exec(path)?.[1] ?? '';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
