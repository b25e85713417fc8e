import { MAX_REASON, type TestRunDocument } from '@oma/contract';

/** What an attempt takes without its results, and a result without its reason. */
const ATTEMPT_BYTES = 500;
const RESULT_BYTES = 40;
/** A sign of Hangul in UTF-8. */
const SIGN_BYTES = 3;
/** Of a trait that is not judged the reason is a path or a figure. */
const SHORT_REASON_BYTES = 200;

/** How large the document of a run may become by what is noted of its attempts. */
export function worstBytes(run: Pick<TestRunDocument, 'tests' | 'attempts' | 'contents'>): number {
  const ofTest = new Map(
    run.tests.map(({ id, traits }) => [
      id,
      traits.reduce((sum, { kind }) => sum + RESULT_BYTES + (kind === 'judged' ? MAX_REASON * SIGN_BYTES : SHORT_REASON_BYTES), 0),
    ]),
  );
  const noted = run.attempts.reduce((sum, { test_id }) => sum + ATTEMPT_BYTES + (ofTest.get(test_id) ?? 0), 0);
  return Buffer.byteLength(JSON.stringify([run.tests, run.contents])) + noted;
}
