/**
 * Whether a key belongs to the input method: while a syllable is being composed, Enter ends the syllable and nothing else. Some browsers say `Process`,
 * and Safari says 229, instead of `isComposing`.
 */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- the one sign that Safari gives
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.key === 'Process' || event.keyCode === 229;

/** For the `keydown` of a form: no Enter of the input method sends it. */
export function keepComposing(event: KeyboardEvent): void {
  if (event.key === 'Enter' && isComposing(event)) event.preventDefault();
}
