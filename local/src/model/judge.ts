import { VERDICT_TOOL } from '@oma/contract';
import * as z from 'zod';
import type { Step } from './steps.ts';

const Judged = z.object({
  answer: z.string(),
  files: z.array(z.object({ path: z.string(), content: z.string().nullable() })),
  traits: z.array(z.string()),
});

const QUOTED = /["“”「『'‘]([^"“”」』'’]+)["“”」』'’]/g;
/** Words that say how a trait is meant, and not what is to be there. */
const IDLE = /^(답|답변|답이|파일|있다|있어요|한다|해요|말한다|적는다|the|an?|answer|file|has|have|is|are|it|says?|with|in|and|of|to)$/i;

/**
 * The verdicts of the simulation: on what a trait quotes, that all of it stands in the answer or a file; on politeness, that the sentences end politely; on
 * anything else, that half of its words do. It says what it went by, for it understands nothing.
 */
export function simulateVerdicts(question: string): Step[] {
  const { answer, files, traits } = Judged.parse(JSON.parse(question));
  const seen = [answer, ...files.flatMap(({ path, content }) => [path, content ?? ''])].join('\n').toLowerCase();
  return [{ tool: VERDICT_TOOL, input: { verdicts: traits.map((trait) => verdictOn(trait, answer, seen)) } }];
}

function verdictOn(trait: string, answer: string, seen: string): { ok: boolean; reason: string } {
  const korean = /[가-힣]/.test(trait);
  const quoted = [...trait.matchAll(QUOTED)].map(([, words = '']) => words);
  if (quoted.length > 0) {
    const missing = quoted.filter((words) => !seen.includes(words.toLowerCase()));
    const named = (missing.length === 0 ? quoted : missing).map((words) => `“${words}”`).join(', ');
    return missing.length === 0
      ? { ok: true, reason: korean ? `시뮬레이션이 찾았어요: ${named}.` : `Simulation: ${named} is there.` }
      : { ok: false, reason: korean ? `시뮬레이션이 찾지 못했어요: ${named}.` : `Simulation: ${named} is missing.` };
  }
  if (/존댓말|높임말|polite/i.test(trait)) {
    const ok = /(요|니다)[.!?\s]|please|thank/i.test(`${answer} `);
    return {
      ok,
      reason: korean ? `시뮬레이션: 문장이 높임말로 ${ok ? '끝나요' : '끝나지 않아요'}.` : `Simulation: it is ${ok ? '' : 'not '}polite.`,
    };
  }
  const words = trait.split(/[^\p{L}\p{N}.]+/u).filter((word) => word.length > 1 && !IDLE.test(word));
  const found = words.filter((word) => seen.includes(word.toLowerCase().replace(/(은|는|이|가|을|를|에|의|로)$/, '')));
  return {
    ok: found.length * 2 >= words.length,
    reason: korean
      ? `시뮬레이션: 낱말 ${String(words.length)}개 가운데 ${String(found.length)}개가 있어요.`
      : `Simulation: ${String(found.length)} of its ${String(words.length)} words are there.`,
  };
}
