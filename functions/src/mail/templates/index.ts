export type { RenderedLetter } from './layout.ts';
export type { DecisionLinks, LetterHead } from './letter-head.ts';
export { renderLetter } from './render-letter.ts';
export { sampleLetters, type SampleLetter } from './samples.ts';
