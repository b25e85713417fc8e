import { DEMO_PEOPLE, type Ports } from '@oma/contract';
import { makeAnalyst, makeOtherAgents } from './agents.ts';
import { makeApplications } from './applications.ts';
import { holdConversations } from './conversations.ts';
import { enter } from './person.ts';
import type { DemoPlan } from './plan.ts';

const LIMIT_MS = 120_000;

/**
 * Fills a platform that has never been used, so that every page has something to show: all of it through the doors that people use. Never rejects and ends
 * within two minutes; what could not be made is said, and is not made later.
 */
export async function makeDemoData(given: {
  ports: Ports;
  plan: DemoPlan;
  /** Aborts when a part of the platform breaks down, which is said elsewhere. */
  signal: AbortSignal;
  say: (line: string) => void;
}): Promise<void> {
  const { ports, plan, say } = given;
  const signal = AbortSignal.any([given.signal, AbortSignal.timeout(LIMIT_MS)]);
  for (const sentence of plan.leftOut) say(sentence);
  const parts = await Promise.allSettled([
    makeMembersPart(ports, plan, signal),
    plan.applications === null ? null : makeApplications(ports, plan.applications, signal),
  ]);
  const failed = parts.find((part) => part.status === 'rejected');
  if (failed !== undefined && !given.signal.aborted)
    say(`Demo data: not all of it could be made, because ${reasonOf(failed.reason)}. The platform works without it; --fresh tries again.`);
}

async function makeMembersPart(ports: Ports, plan: DemoPlan, signal: AbortSignal): Promise<void> {
  const [, person] = DEMO_PEOPLE;
  const member = await enter(ports, person, signal);
  const analyst = await makeAnalyst(member);
  const conversations = plan.conversations ? holdConversations(ports, member, analyst, signal) : null;
  await Promise.all([conversations, makeOtherAgents(member)]);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'TimeoutError' || error.name === 'AbortError' ? 'it took too long' : error.message;
}
