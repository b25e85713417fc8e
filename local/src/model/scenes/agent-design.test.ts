import { AgentDraft, AgentProposal, PROPOSE_TOOL } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { simulate } from '../simulate.ts';
import type { DesignTold, Step } from '../steps.ts';

const formWith = (instructions: string): DesignTold['form'] => AgentDraft.parse({ name: 'x', config: { instructions } });
/** What the simulation does with a wish; every proposal is one that the form takes. */
function play(question: string, given: Partial<DesignTold> = {}, toolResults: string[] = []): { steps: Step[]; proposal: AgentProposal } {
  const design = { form: null, source: [], isFirst: true, ...given };
  const steps = simulate({ question, attached: [], earlier: [], toolResults, hasFailed: false, workspace: '/workspace', design });
  const use = steps.find((step) => 'tool' in step && step.tool === PROPOSE_TOOL);
  return { steps, proposal: AgentProposal.parse(use !== undefined && 'tool' in use ? use.input : null) };
}
const said = (steps: readonly Step[]): string => steps.map((step) => ('say' in step ? step.say : '')).join('\n');

describe('the simulated designer', () => {
  it.each([
    ['회의 메모를 정리하는 에이전트', '회의록 도우미'],
    ['매출 CSV를 요약해 줘', '자료 정리 도우미'],
    ['An agent that answers e-mails of customers', 'Mail helper'],
    ['Something for my garden', 'My helper'],
    ['🌱', '나의 도우미'],
  ])('makes a first draft of one sentence: %s', (sentence, name) => {
    const { proposal, steps } = play(sentence);
    expect(proposal.name).toBe(name);
    expect(proposal.instructions).toContain(sentence);
    expect(Object.keys(proposal)).toEqual(['name', 'icon', 'description', 'tags', 'instructions', 'tools']);
    expect(said(steps)).toMatch(/시뮬레이션|simulation/);
  });

  it('takes a sentence as long as a question may be', () => {
    expect(play(`회의 ${'가'.repeat(31_000)}`).proposal.instructions?.length).toBeLessThan(20_000);
  });

  it('asks first where that is wished, and goes by the answers', () => {
    const { proposal, steps } = play('먼저 나에게 물어보고 만들어 줘', {}, [
      '"결과를 누가 읽나요?"="팀", "어떤 모양으로 받고 싶으세요?"="표".',
    ]);
    expect(steps.filter((step) => 'tool' in step)).toHaveLength(2);
    expect(proposal.instructions).toContain('- 읽는 사람: 팀\n- 결과의 모양: 표');
  });

  it('writes a wish into the rules that are there, once per wish, and a budget where money is meant', () => {
    const form = formWith('## Your work\n- x\n\n## Rules\n- one\n\n## What to leave\n- a file');
    expect(play('Answer in one line', { form, isFirst: false }).proposal).toEqual({
      instructions: '## Your work\n- x\n\n## Rules\n- one\n- Answer in one line\n\n## What to leave\n- a file',
    });
    expect(play('더 짧게', { form: formWith('내 지시문'), isFirst: false }).proposal.instructions).toBe(
      '내 지시문\n\n## 지킬 것\n- 더 짧게',
    );
    expect(play('Not more than $0.50 for a question', { form, isFirst: false }).proposal).toEqual({ turn_usd: 0.5 });
  });

  it('makes an agent of a conversation, or lets one learn from what had to be added there', () => {
    const source = ['매출 표를 만들어 줘', '천 원 단위로 적어 줘'];
    expect(play('에이전트로 만들어 줘', { source }).proposal.instructions).toContain('- 매출 표를 만들어 줘\n- 천 원 단위로 적어 줘');
    expect(play('고쳐 줘', { source, form: formWith('## 지킬 것\n- 하나') }).proposal).toEqual({
      instructions: '## 지킬 것\n- 하나\n- 천 원 단위로 적어 줘',
    });
  });
});
