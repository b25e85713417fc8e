/** The tags there are after adding what a text holds between its commas; each is there once, and nothing empty. */
export function addTags(tags: readonly string[], text: string): string[] {
  const added = text.split(/[,，、\n]/).map((tag) => tag.trim().replace(/^#+/, '').trim());
  return [...new Set([...tags, ...added.filter((tag) => tag !== '')])];
}
