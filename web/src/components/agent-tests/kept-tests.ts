import { forgetKept, keepText, keptKeys, readKept } from '../kept-text.ts';
import { TestsWriting } from './test-writing.ts';

/** What this browser keeps of an agent's tests until they are saved; null where it keeps nothing. */
export function readKeptTests(uid: string, agentId: string): TestsWriting | null {
  try {
    return TestsWriting.parse(JSON.parse(readKept(keptKeys.agentTests(uid, agentId))));
  } catch {
    return null;
  }
}

export const keepTests = (uid: string, agentId: string, writing: TestsWriting): boolean =>
  keepText(keptKeys.agentTests(uid, agentId), JSON.stringify(writing));

export const forgetTests = (uid: string, agentId: string): void => forgetKept(keptKeys.agentTests(uid, agentId));
