import { AGENT_TEXT_LIMITS, type AgentProposal, ASK_TOOL, cutText, PROPOSE_TOOL } from '@oma/contract';
import { breakOff } from '../break-off.ts';
import type { Conversation, DesignTold, Step } from '../steps.ts';
import { type Material, materialLines, materialsOf, readingSteps, readNote, readsOf } from './design/files.ts';
import { kindOf } from './design/kinds.ts';
import { asQuestion, type Known, knownFrom, QUESTIONS, type Topic } from './design/questions.ts';
import { describe, dollarsIn, onlyWantsQuestions, wantsQuestions } from './design/wishes.ts';
import { natural } from './scene.ts';

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const proposing = (proposal: AgentProposal): Step => ({ tool: PROPOSE_TOOL, input: { ...proposal } });

/** What the simulation says and proposes where an agent is designed: a first draft of all that was wished so far or of a conversation, then a change for each wish. */
export function designAgent(conversation: Conversation, told: DesignTold, korean: boolean): Step[] {
  const isEmpty = told.form === null || told.form.config.instructions.trim() === '';
  const files = told.files.filter(({ path }) => isEmpty || conversation.attached.includes(path));
  const reads = readsOf(files);
  const toolResults = conversation.toolResults.slice(reads);
  const materials = materialsOf(files, conversation.toolResults);
  const steps = [
    ...readingSteps(conversation, files, korean),
    ...(materials.length === 0 ? [] : [natural(`${readNote(materials, korean)}\n\n`)]),
    ...proposalSteps({ ...conversation, toolResults }, told, materials, korean),
  ];
  // A file that cannot be read does not keep the agent from being designed.
  const goesOn = conversation.toolResults.length <= reads;
  return conversation.hasFailed && !goesOn ? breakOff(steps, conversation.toolResults, korean) : steps;
}

function proposalSteps(conversation: Conversation, told: DesignTold, materials: readonly Material[], korean: boolean): Step[] {
  const wish = oneLine(conversation.question);
  const { form, source } = told;
  if (form === null || form.config.instructions.trim() === '') return firstDraft(conversation, told, materials, korean);
  const rules = materialLines(materials, korean);
  const { instructions } = form.config;
  if (source.length > 0 && told.earlierWords.length === 0) return learnFrom(source, rules, instructions, korean);
  const amount = dollarsIn(wish);
  if (amount > 0 && rules.length === 0) {
    return [
      natural(korean ? '질문 하나의 예산을 그렇게 정하자고 제안할게요.' : 'I propose that as the budget of one question.'),
      proposing({ turn_usd: amount }),
      natural(closing(korean)),
    ];
  }
  return [
    natural(korean ? '지시문에 그렇게 적자고 제안할게요.' : 'I propose to write that into the instructions.'),
    proposing({
      instructions: withRules(instructions, amount > 0 ? rules : [wish, ...rules], korean),
      ...(amount > 0 ? { turn_usd: amount } : {}),
    }),
    natural(closing(korean)),
  ];
}

const closing = (korean: boolean): string =>
  korean
    ? '마음에 드는 것만 폼에 옮기세요. 제가 저장하지는 않아요. 이 제안은 **시뮬레이션**이 정해진 방식으로 만든 거예요.'
    : 'Take over what you like; I save nothing. The **simulation** made this proposal in a prepared way.';

/** A draft of all that was said so far: what was wished first is the work, what came later are rules of it. */
function firstDraft(conversation: Conversation, told: DesignTold, materials: readonly Material[], korean: boolean): Step[] {
  const { source, earlierWords } = told;
  const isFromChat = source.length > 0;
  const own = [...earlierWords, conversation.question].map(oneLine).slice(isFromChat ? 1 : 0);
  const wishes = own.filter((wish) => !onlyWantsQuestions(wish));
  const before = knownFrom(told.answers);
  const asks = wantsQuestions(conversation.question);
  const isWorkUnknown = !isFromChat && wishes.length === 0 && before.work === null;
  const topics: Topic[] = !asks ? [] : isWorkUnknown ? ['work', 'reader', 'form'] : ['reader', 'form'];
  const known: Known = asks ? { ...before, ...nonNull(knownFrom(conversation.toolResults.slice(0, 1))) } : before;
  const [first, ...later] = known.work === null ? wishes : [known.work, ...wishes];
  const tasks = isFromChat ? source : first === undefined ? [] : [first];
  const draft = draftOf({ tasks, rules: isFromChat ? wishes : later, known, materials }, korean);
  const isAgain = earlierWords.length > 0;
  const count = String(source.length);
  const made = korean
    ? isAgain
      ? '지금까지 말씀하신 것을 모두 넣어 초안을 만들었어요.'
      : isFromChat
        ? `그 대화에서 부탁하신 일 ${count}가지를 다시 맡길 수 있게 초안을 만들었어요.`
        : '말씀하신 일로 초안을 만들었어요.'
    : isAgain
      ? 'Here is a draft of all that you have said so far.'
      : isFromChat
        ? `Here is a draft that can do again what you asked for in that conversation (${count} requests).`
        : 'Here is a first draft of what you described.';
  const assumed = korean
    ? '결과는 동료가 읽고, 파일로 받는다고 생각했어요. 다르면 말씀해 주세요.'
    : 'I assumed that colleagues read the result and that you want it as a file. Tell me if not.';
  if (!asks) {
    const isAssumed = known.reader === null && known.form === null;
    return [natural(made), proposing(draft), natural(`${isAssumed ? `${assumed}\n\n` : ''}${closing(korean)}`)];
  }
  return [
    natural(korean ? `${topics.length === 3 ? '세' : '두'} 가지만 여쭐게요.` : `${topics.length === 3 ? 'Three' : 'Two'} questions first.`),
    { tool: ASK_TOOL, input: { questions: topics.map((topic) => asQuestion(topic, korean)) } },
    natural(korean ? '알겠어요. 그렇게 초안을 만들었어요.' : 'All right, here is a draft for that.'),
    proposing(draft),
    natural(closing(korean)),
  ];
}

const nonNull = (known: Known): Partial<Known> => Object.fromEntries(Object.entries(known).filter(([, answer]) => answer !== null));

/** What a draft is made of. */
type Brief = { tasks: readonly string[]; rules: readonly string[]; known: Known; materials: readonly Material[] };

const listed = (texts: readonly string[]): string => texts.map((text) => `- ${cutText(oneLine(text), 500)}`).join('\n');

function draftOf({ tasks, rules, known, materials }: Brief, korean: boolean): AgentProposal {
  const locale = korean ? 'ko' : 'en';
  const kind = kindOf([tasks.join(' '), rules.join(' '), materials.map(({ file }) => file).join(' ')]);
  const nobodySaid = korean
    ? '맡길 일이 아직 정해지지 않았으니, 시작할 때 먼저 물어보세요.'
    : 'The work is not decided yet: ask for it when you begin.';
  const isAsked = known.reader !== null || known.form !== null;
  const open = korean ? '정해지지 않음' : 'not decided';
  const { reader, form } = QUESTIONS;
  const work = listed([
    ...(tasks.length === 0 ? [nobodySaid] : tasks),
    ...(isAsked ? [`${reader.label[locale]}: ${known.reader ?? open}`, `${form.label[locale]}: ${known.form ?? open}`] : []),
    ...materialLines(materials, korean),
  ]);
  const steps = kind.steps[locale].map((step, index) => `${String(index + 1)}. ${step}`).join('\n');
  const said = rules.filter((rule) => dollarsIn(rule) === 0);
  const budget = rules.map(dollarsIn).findLast((amount) => amount > 0);
  const instructions = korean
    ? `## 맡은 일\n${work}\n\n## 순서\n${steps}\n\n## 확인\n- 끝내기 전에 결과를 처음부터 다시 읽고, 숫자와 이름을 자료와 맞춰 보세요.\n\n## 남길 것\n- 결과 파일과, 무엇을 했는지 세 줄 요약.\n\n## 지킬 것\n- 모르는 것은 지어내지 말고 모른다고 하세요.`
    : `## Your work\n${work}\n\n## How to work\n${steps}\n\n## Check your work\n- Before you finish, read the result from the beginning and compare names and figures with the material.\n\n## What to leave\n- The result as a file, and three lines on what you did.\n\n## Rules\n- Make nothing up: say so when you do not know.`;
  return {
    name: kind.name[locale],
    icon: kind.icon,
    description: cutText(describe(oneLine(tasks[0] ?? '')) || nobodySaid, AGENT_TEXT_LIMITS.description),
    tags: [kind.tag[locale]],
    instructions: cutText(withRules(instructions, said, korean), AGENT_TEXT_LIMITS.instructions),
    tools: kind.tools,
    ...(budget === undefined ? {} : { turn_usd: budget }),
  };
}

const RULES = { ko: '## 지킬 것', en: '## Rules' } as const;

/** The instructions with one more rule at the end of their list, which is begun where there is none. */
function withRule(instructions: string, rule: string, korean: boolean): string {
  const heading = Object.values(RULES).find((one) => instructions.includes(one)) ?? RULES[korean ? 'ko' : 'en'];
  const [before = '', after] = instructions.split(heading);
  const line = `- ${cutText(rule, 500)}`;
  if (after === undefined) return `${instructions.trimEnd()}\n\n${heading}\n${line}`;
  const [list = '', ...rest] = after.split(/\n(?=## )/);
  return [`${before}${heading}${list.trimEnd()}\n${line}`, ...rest].join('\n\n');
}

const withRules = (instructions: string, more: readonly string[], korean: boolean): string =>
  more.reduce((text, rule) => withRule(text, rule, korean), instructions);

function learnFrom(source: readonly string[], more: readonly string[], instructions: string, korean: boolean): Step[] {
  // What is said first is the work itself; what comes after it says what was missing.
  const wishes = (source.length > 1 ? source.slice(1) : source).map(oneLine).slice(-3);
  return [
    natural(
      korean
        ? `그 대화에서 덧붙이신 말씀 ${String(wishes.length)}가지를 지시문에 옮기자고 제안할게요. 그러면 다음에는 말씀하지 않아도 돼요.`
        : `I propose to write what you added in that conversation (${String(wishes.length)}) into the instructions, so that you need not say it again.`,
    ),
    proposing({ instructions: withRules(instructions, [...wishes, ...more], korean) }),
    natural(closing(korean)),
  ];
}
