/** The tools of a list with commas between them, in one pass; a comma inside of brackets belongs to a tool's restriction. */
export function splitTools(list: string): string[] {
  const tools: string[] = [];
  let [from, depth] = [0, 0];
  for (let at = 0; at < list.length; at += 1) {
    const character = list[at];
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === ',' && depth === 0) {
      tools.push(list.slice(from, at));
      from = at + 1;
    }
  }
  return [...tools, list.slice(from)];
}
