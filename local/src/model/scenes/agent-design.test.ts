import { AgentDraft, AgentProposal, ASK_TOOL, PROPOSE_TOOL } from '@oma/contract';
import { describe, expect, it } from 'vitest';
import { simulate } from '../simulate.ts';
import type { Conversation, DesignTold, Step } from '../steps.ts';

const formWith = (instructions: string): DesignTold['form'] => AgentDraft.parse({ name: 'x', config: { instructions } });
/** What the simulation does with a wish; every proposal is one that the form takes. */
function play(
  question: string,
  given: Partial<DesignTold> = {},
  toolResults: string[] = [],
  more: Partial<Conversation> = {},
): { steps: Step[]; proposal: AgentProposal } {
  const design = { form: null, source: [], earlierWords: [], answers: [], files: [], ...given };
  const steps = simulate({
    question,
    attached: [],
    earlier: [],
    toolResults,
    hasFailed: false,
    workspace: '/workspace',
    design,
    isJudging: false,
    closing: null,
    ...more,
  });
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
    const { proposal, steps } = play('먼저 나에게 물어보고 회의록을 써 줘', {}, [
      '"결과를 누가 읽나요?"="팀", "어떤 모양으로 받고 싶으세요?"="표". Read',
    ]);
    expect(steps.filter((step) => 'tool' in step)).toHaveLength(2);
    expect(proposal.instructions).toContain('- 읽는 사람: 팀\n- 결과의 모양: 표');
    expect(proposal.description).toBe('회의록을 써요.');
  });

  it.each([
    ['먼저 나에게 물어보고 만들어 줘', '회의록', '회의록 도우미', '어떤 일을 맡기고 싶으세요?'],
    ['필요한 것을 먼저 물어봐 줘', '매출·표 정리', '자료 정리 도우미', '어떤 일을 맡기고 싶으세요?'],
    ['Ask me first, then make it', 'Mail', 'Mail helper', 'Which work is the agent for?'],
    ['Please ask me some questions before you make the agent.', 'Feed the cats', 'My helper', 'Which work is the agent for?'],
  ])('asks which work it is for where a wish says nothing but that: %s', (wish, answer, name, question) => {
    const { proposal, steps } = play(wish, {}, [`"${question}"="${answer}". Read`]);
    const asked = steps.find((step) => 'tool' in step && step.tool === ASK_TOOL);
    expect(JSON.stringify(asked).match(/"question":/g)).toHaveLength(3);
    expect(proposal.name).toBe(name);
    expect(JSON.stringify(proposal)).not.toContain(wish);
    // Nor where nobody answers, or more is said later.
    const nobody = play(wish, {}, [`"${question}"="(Nobody answered within 10 minutes. Go on)". Read`]).proposal;
    expect(JSON.stringify(nobody)).not.toMatch(/Nobody answered|물어보고 만들|Ask me first/);
    const later = play('더 짧게', { earlierWords: [wish], answers: [`"${question}"="${answer}". Read`] }).proposal;
    expect(later.name).toBe(proposal.name === 'My helper' ? '나의 도우미' : later.name);
    expect(later.instructions).toMatch(/- 더 짧게$/);
    expect(JSON.stringify(later)).not.toContain(wish);
  });

  it('does not take a wish with work in it for one that only asks', () => {
    for (const wish of ['고객에게 물어볼 것을 정리해 줘', 'Ask me first, then make minutes'])
      expect(JSON.stringify(play(wish).steps[1])).not.toMatch(/어떤 일을|Which work/);
  });

  it('goes by all that was said so far while nothing was taken over', () => {
    const { proposal, steps } = play('한 번에 0.5달러까지만', {
      earlierWords: ['회의 메모를 정리해 줘', '먼저 물어봐 줘', '결정은 굵게'],
      answers: ['"결과를 누가 읽나요?"="팀". Read'],
    });
    expect(proposal).toMatchObject({ name: '회의록 도우미', description: '회의 메모를 정리해요.', turn_usd: 0.5 });
    expect(proposal.instructions).toContain('## 맡은 일\n- 회의 메모를 정리해 줘\n- 읽는 사람: 팀\n- 결과의 모양: 정해지지 않음\n');
    expect(proposal.instructions).toMatch(/## 지킬 것\n- 모르는 것은 .*\n- 결정은 굵게$/);
    expect(said(steps)).toContain('지금까지 말씀하신 것');
  });

  it.each([
    ['회의 메모를 정리하는 에이전트를 만들어 줘', '회의 메모를 정리해요.'],
    ['할 일을 뽑아 주는 에이전트', '할 일을 뽑아 줘요.'],
    ['매주 보고서를 쓰는 도우미가 필요해', '매주 보고서를 쓰는 일을 해요.'],
    ['회의록 에이전트 하나 만들어 주세요', '회의록 일을 맡아요.'],
    ['주간 보고서를 만들어 줘', '주간 보고서를 만들어요.'],
    ['매출 CSV를 요약해 줘.', '매출 CSV를 요약해요.'],
    ['에이전트를 만들어 줘', '맡긴 일을 해요.'],
    ['An agent that answers e-mails', 'Answers e-mails.'],
    ['Please make me an agent that writes minutes.', 'Writes minutes.'],
    ['I need an agent to sort mail', 'Sort mail.'],
    ['Make an agent', 'Does what it is asked.'],
    ['Summarise the sales of a week', 'Summarise the sales of a week.'],
  ])('describes what it does, not what was asked: %s', (wish, description) => {
    expect(play(wish).proposal.description).toBe(description);
  });

  it('reads what was attached, and says what it could not read', () => {
    const fresh = (...paths: string[]) => paths.map((path) => ({ path, read: null }));
    const files = fresh('uploads/매출.csv', 'uploads/guide.md', 'uploads/old.csv', 'uploads/a.xlsx');
    const read = ['     1→\uFEFF날짜,"지점, 팀",금액\n     2→1월,강남,5', '1\ttext\n2\t## 안내\n', '     1→\uFFFD\uFFFD,1'];
    const { proposal, steps } = play('이 파일로 일하는 에이전트', { files }, read);
    expect(steps.flatMap((step) => ('tool' in step ? [step.tool] : []))).toEqual(['Read', 'Read', 'Read', PROPOSE_TOOL]);
    expect(steps[1]).toMatchObject({ input: { file_path: '/workspace/uploads/매출.csv' } });
    expect(proposal.instructions).toContain(
      '- 다루는 자료: `매출.csv` (열: 날짜, 지점, 팀, 금액)\n- 다루는 자료: `guide.md` (제목: 안내)\n\n',
    );
    expect(proposal.name).toBe('자료 정리 도우미');
    expect(said(steps)).toMatch(/`매출\.csv`: 읽었어요\. 열: 날짜.*`old\.csv`: 읽지 못해.*`a\.xlsx`: 읽지 못해/s);

    const form = formWith('## Rules\n- one');
    const later = play('Use this', { form, files: [...files, ...fresh('uploads/b.csv')], earlierWords: ['x'] }, ['     1\ta,b\n'], {
      attached: ['uploads/b.csv'],
    });
    expect(later.proposal).toEqual({ instructions: '## Rules\n- one\n- Use this\n- Works with: `b.csv` (columns: a, b)' });
    const again = play('더 짧게', { files: [{ path: 'c.csv', read: '     1\ta,b' }], earlierWords: ['이 파일을 요약해 줘'] });
    expect(again.steps.flatMap((step) => ('tool' in step ? [step.tool] : []))).toEqual([PROPOSE_TOOL]);
    expect(again.proposal.instructions).toContain('`c.csv` (열: a, b)');
    const failed = play('Use this', { files: fresh('b.csv') }, ['<tool_use_error>File does not exist.</tool_use_error>'], {
      hasFailed: true,
    });
    expect(said(failed.steps)).toMatch(/`b\.csv`: I could not read it.*first draft/s);
  });

  it('writes a wish into the rules that are there, once per wish, and a budget where money is meant', () => {
    const form = formWith('## Your work\n- x\n\n## Rules\n- one\n\n## What to leave\n- a file');
    expect(play('Answer in one line', { form, earlierWords: ['x'] }).proposal).toEqual({
      instructions: '## Your work\n- x\n\n## Rules\n- one\n- Answer in one line\n\n## What to leave\n- a file',
    });
    expect(play('더 짧게', { form: formWith('내 지시문'), earlierWords: ['x'] }).proposal.instructions).toBe(
      '내 지시문\n\n## 지킬 것\n- 더 짧게',
    );
    expect(play('Not more than $0.50 for a question', { form, earlierWords: ['x'] }).proposal).toEqual({ turn_usd: 0.5 });
  });

  it('makes an agent of a conversation, or lets one learn from what had to be added there', () => {
    const source = ['매출 표를 만들어 줘', '천 원 단위로 적어 줘'];
    expect(play('에이전트로 만들어 줘', { source }).proposal.instructions).toContain('- 매출 표를 만들어 줘\n- 천 원 단위로 적어 줘');
    expect(play('고쳐 줘', { source, form: formWith('## 지킬 것\n- 하나') }).proposal).toEqual({
      instructions: '## 지킬 것\n- 하나\n- 천 원 단위로 적어 줘',
    });
  });
});
