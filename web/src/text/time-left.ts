/** How long the page may lay text out before it has to answer whoever uses it. */
const AT_ONCE_MS = 40;

let beganAt: number | null = null;

/** Whether there is time to lay out more text now; all texts of the page share it. Where not, there is again once the page has done what waits. */
export function hasTimeLeft(): boolean {
  if (beganAt === null) {
    beganAt = performance.now();
    setTimeout(() => (beganAt = null));
  }
  return performance.now() - beganAt < AT_ONCE_MS;
}
