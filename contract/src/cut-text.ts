/** The longest beginning of a text that has at most `units` UTF-16 units and ends between what a reader takes for two characters. */
export function cutText(text: string, units: number): string {
  if (text.length <= units) return text;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter('ko').segment(text)) {
    if (index + segment.length > units) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
