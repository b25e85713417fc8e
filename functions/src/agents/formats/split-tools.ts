/**
 * The tools of a list with commas between them, in one pass. A comma inside of brackets belongs to a tool's restriction; behind a bracket that nothing closes
 * every comma ends a tool, so that none is lost.
 */
export function splitTools(list: string): string[] {
  const ends: number[] = [];
  let [depth, inside]: [number, number[]] = [0, []];
  for (let at = 0; at < list.length; at += 1) {
    const character = list[at];
    if (character === '(') depth += 1;
    else if (character === ')' && depth > 0) depth -= 1;
    else if (character === ',') (depth === 0 ? ends : inside).push(at);
    if (depth === 0) inside = [];
  }
  return [...ends, ...inside, list.length].map((end, index, all) => list.slice(index === 0 ? 0 : (all[index - 1] ?? 0) + 1, end));
}
