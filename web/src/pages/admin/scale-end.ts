/** Where a scale of dollars ends that shows up to `most`: at 1, 2 or 5 of some decimal place, so that its half is a plain amount as well. At least a dime. */
export function scaleEnd(most: number): number {
  if (!(most > 0.1)) return 0.1;
  const place = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5].find((step) => step * place >= most) ?? 10) * place;
}
