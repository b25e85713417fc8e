import { spokenPart } from '../components/spoken-part.ts';

const words = () => import('../i18n/en/measuring.ts');

/** The line that asks, and the switch, each with its words. */
export const loadMeasuringAsk = spokenPart(() => import('./oma-measuring-ask.ts'), words);
export const loadMeasuringChoice = spokenPart(() => import('./oma-measuring-choice.ts'), words);
