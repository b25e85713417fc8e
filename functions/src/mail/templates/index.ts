export type { Applicant } from './digest.ts';
export type { RenderedLetter } from './layout.ts';
export type { DecisionLinks, LetterHead } from './letter-head.ts';
export { type AddedWhenSent, NOTHING_ADDED, renderLetter } from './render-letter.ts';
export { sampleLetters, type SampleLetter } from './samples.ts';
export type { ToldWork } from './work-ended.ts';
