/** The longest beginning of `text` that takes at most `bytes` bytes of UTF-8 and ends on a whole character. */
export function cutPreview(text: string, bytes: number): { text: string; cut: boolean } {
  const whole = Buffer.from(text);
  if (whole.length <= bytes) return { text, cut: false };
  let end = bytes;
  // A byte of the form 10xxxxxx continues a character.
  while (end > 0 && ((whole[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return { text: whole.subarray(0, end).toString(), cut: true };
}
