/** A command line of gcloud, taken apart: the words that name the command, what they are about, and flags. */
export type CommandLine = { words: string[]; flags: Map<string, string[]> };

export function takeApart(args: readonly string[]): CommandLine {
  const words: string[] = [];
  const flags = new Map<string, string[]>();
  for (const arg of args) {
    if (!arg.startsWith('--')) {
      words.push(arg);
      continue;
    }
    const [name = '', ...value] = arg.split('=');
    flags.set(name, [...(flags.get(name) ?? []), value.join('=')]);
  }
  return { words, flags };
}

/** A flag whose value is a list with keys, also with a separator of its own: `^#^a=1#b=2`. https://cloud.google.com/sdk/gcloud/reference/topic/escaping */
export function keyed(value: string): Record<string, string> {
  const own = /^\^(.+?)\^(.*)$/s.exec(value);
  const parts = own === null ? value.split(',') : (own[2] ?? '').split(own[1] ?? ',');
  return Object.fromEntries(
    parts.map((part) => {
      const [key = '', ...rest] = part.split('=');
      return [key, rest.join('=')];
    }),
  );
}
