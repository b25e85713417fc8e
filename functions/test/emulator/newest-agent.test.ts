import { DEFAULT_CONFIG } from '@oma/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAgent } from '../../src/agents/create-agent.ts';
import { replaceAgent } from '../../src/agents/replace-agent.ts';
import { nextQuestion } from '../../src/runs/next-question.ts';
import { createHarness, DONE, type Harness } from './run-harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const FORM = { name: 'x', icon: 'bot', description: '', tags: [] };

it('a question is answered by what its agent was saved as before it, also where the waiting run had just read the agent', async () => {
  const settings = h.settings.value;
  const made = await createAgent(h.deps, { uid: h.uid, input: { ...FORM, config: DEFAULT_CONFIG }, settings, now: h.clock.now });
  if (!made.ok) throw new Error(made.error.reason);
  const agentId = made.value.id;
  const session = await h.another(agentId);
  await session.ask('one');
  const { ref } = await session.start();
  await nextQuestion(h.deps, ref, { turn: 0, result: null, wait_s: 0 });
  await nextQuestion(h.deps, ref, { turn: 1, result: DONE, wait_s: 0 });

  const saveAndAsk = async (): Promise<void> => {
    h.clock.pass(5);
    const input = { ...FORM, config: { ...DEFAULT_CONFIG, instructions: 'SECOND' }, status: 'active' as const };
    expect((await replaceAgent(h.deps, { uid: h.uid, agentId, version: 1, input, settings, now: h.clock.now })).ok).toBe(true);
    h.clock.pass(5);
    await session.ask('two');
  };
  vi.spyOn(h.documents, 'agent').mockImplementationOnce((id) => {
    const read = h.documents.agent(id).get.bind(h.documents.agent(id));
    return Object.assign(h.documents.agent(id), {
      get: async () => {
        const before = await read();
        await saveAndAsk();
        return before;
      },
    });
  });
  const next = await nextQuestion(h.deps, ref, { turn: 1, result: null, wait_s: 0 });
  expect(next).toMatchObject({
    ok: true,
    value: { question: { content: 'two' }, agent: { version: 2, config: { instructions: 'SECOND' } } },
  });
});
