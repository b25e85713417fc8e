/** Now, or where the clock stands still or goes backwards the millisecond after `before`: an agent's `updated_at` only ever grows. */
export const justAfter = (before: Date, now: Date): Date => new Date(Math.max(now.getTime(), before.getTime() + 1));
