import { AGENT_TEXT_LIMITS } from './agent.ts';
import { cutText } from './cut-text.ts';
import type { Locale } from './user.ts';

const SUFFIX: Readonly<Record<Locale, string>> = { ko: ' (사본)', en: ' (copy)' };

/** The name of an agent with “(copy)” behind it in the person's language, shortened where it would be too long. */
export function nameOfCopy(name: string, locale: Locale): string {
  const suffix = SUFFIX[locale];
  return `${cutText(name, AGENT_TEXT_LIMITS.name - suffix.length).trimEnd()}${suffix}`.trim();
}
