import { AgentDraft, ASK_TOOL, PROPOSE_TOOL, VERDICT_TOOL } from '@oma/contract';
import * as z from 'zod';

/**
 * What the scripted model does in answer to one question, step by step. `say`, `think` and `tool` build one message each until a tool is used: Claude Code
 * then asks again with the tool's result, and the script goes on behind it.
 */
export const Step = z.union([
  /** Says it so many `times` behind each other, all in so many `deltas`. */
  z.strictObject({
    say: z.string(),
    times: z.number().int().positive().optional(),
    deltas: z.number().int().positive().optional(),
    every_ms: z.number().nonnegative().optional(),
  }),
  z.strictObject({ think: z.string() }),
  /** `times`: texts of the input that it gives so many times behind each other, for a question cannot be as long. */
  z.strictObject({
    tool: z.string(),
    input: z.record(z.string(), z.unknown()),
    times: z.record(z.string(), z.number().int().positive()).optional(),
    every_ms: z.number().nonnegative().optional(),
  }),
  /** Answers with this status, so many times, before the script goes on. */
  z.strictObject({ error: z.number().int(), times: z.number().int().positive().default(1000) }),
  /** Never answers. */
  z.strictObject({ hang: z.literal(true) }),
  /** Breaks the stream off after so many deltas of the next `say`, so many times. */
  z.strictObject({ cut_after: z.number().int().positive(), times: z.number().int().positive().default(1) }),
  /** Answers with bytes that are not a stream of events. */
  z.strictObject({ garbage: z.literal(true) }),
]);
export type Step = z.infer<typeof Step>;
export const Script = z.array(Step).min(1);

const ContentBlock = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  input: z.unknown().optional(),
  tool_use_id: z.string().optional(),
  content: z.unknown().optional(),
  is_error: z.boolean().nullish(),
});
const Message = z.object({ role: z.enum(['user', 'assistant', 'system']), content: z.union([z.string(), z.array(ContentBlock)]) });
export const MessagesRequest = z.looseObject({
  model: z.string(),
  messages: z.array(Message).min(1),
  system: z.unknown().optional(),
  tools: z.array(z.looseObject({ name: z.string() })).optional(),
});
export type MessagesRequest = z.infer<typeof MessagesRequest>;
export type Message = z.infer<typeof Message>;

/** What Claude Code puts behind a tool that was interrupted; what the person says next stands in the same message. */
const INTERRUPTION = /\[Request interrupted by user[^\]]*\]/g;

/** The words of a message, without what Claude Code adds between `<system-reminder>` marks. */
export function textOf(message: Message): string {
  const text =
    typeof message.content === 'string'
      ? message.content
      : message.content.map((block) => (block.type === 'text' ? (block.text ?? '') : '')).join('\n');
  return text
    .replace(/<system-reminder>[\s\S]*?<\/system-reminder>/g, '')
    .replace(INTERRUPTION, '')
    .trim();
}

/** The texts of a message, each a block of its own. */
const textsOf = (message: Message): string[] =>
  (typeof message.content === 'string'
    ? [message.content]
    : message.content.map((block) => (block.type === 'text' ? (block.text ?? '') : ''))
  )
    .map((text) => textOf({ role: 'user', content: text }))
    .filter((text) => text !== '');

/** The newest words of a message: questions that got no answer stay in front of them, each a block of its own. */
const lastWords = (message: Message): string => textsOf(message).at(-1) ?? '';

/** The files that the platform says came with a message: a path on a line of its own, as JSON. */
const attachedTo = (message: Message): string[] =>
  [...textOf(message).matchAll(/^- ("uploads\/.*")$/gm)].map(([, path = '']) => String(JSON.parse(path)));

const hasToolResult = (message: Message): boolean =>
  typeof message.content !== 'string' && message.content.some((block) => block.type === 'tool_result');

const resultsOf = ({ content }: Message): z.infer<typeof ContentBlock>[] =>
  typeof content === 'string' ? [] : content.filter((block) => block.type === 'tool_result');

/** What a tool gave back, whether as one text or in blocks. */
function resultText({ content }: z.infer<typeof ContentBlock>): string {
  if (typeof content === 'string') return content;
  const blocks = z.array(z.looseObject({ type: z.literal('text'), text: z.string() })).safeParse(content);
  return blocks.success ? blocks.data.map(({ text }) => text).join('\n') : JSON.stringify(content ?? '');
}

const isInterrupted = ({ content }: Message): boolean =>
  typeof content !== 'string' && content.some(({ text }) => text !== undefined && text.search(INTERRUPTION) >= 0);

/** A file, as a path in the workspace. `read`: what reading it gave back before the newest words; null where it was not read then. */
export type DesignFile = { path: string; read: string | null };

/** Where an agent is designed. */
export type DesignTold = {
  /** How its form stands; null where it is empty. */
  form: z.output<typeof AgentDraft> | null;
  /** What its person said in the conversation that it is made from. */
  source: string[];
  /** What they said here before their newest words, oldest first, without what the platform told along with it. */
  earlierWords: string[];
  /** What the tools that asked them before gave back, oldest first. */
  answers: string[];
  /** The files that came with all of their words. */
  files: DesignFile[];
};

const ReadInput = z.looseObject({ file_path: z.string() });
const SourceLine = z.strictObject({ person: z.string() });

/** A line that is JSON and fits the schema. */
function readLine<T extends z.ZodType>(schema: T, line: string): z.output<T>[] {
  if (!line.startsWith('{')) return [];
  try {
    const read = schema.safeParse(JSON.parse(line));
    return read.success ? [read.data] : [];
  } catch {
    return [];
  }
}

/** How what the platform tells before a question begins: its record of a conversation that was forgotten, and how the form stands. */
const RECORD = 'Your own memory of this conversation was lost.';
const NOTES = [RECORD, 'The form of the agent ', 'The agent is designed out of another conversation '];
const isNote = (text: string): boolean => NOTES.some((beginning) => text.startsWith(beginning));

function designTold(messages: readonly Message[], at: number, isPerson: (message: Message) => boolean): DesignTold {
  const texts = messages.filter(isPerson).flatMap(textsOf);
  const newest = messages[at];
  const said = (text: string): string[] => text.split('\n').flatMap((line) => readLine(SourceLine, line).map(({ person }) => person));
  const before = messages.slice(0, Math.max(0, at));
  const uses = before.flatMap(({ content }) => (typeof content === 'string' ? [] : content.filter(({ type }) => type === 'tool_use')));
  const results = before.flatMap(resultsOf);
  const given = (id: string | undefined): string[] =>
    results.filter(({ tool_use_id }) => id !== undefined && tool_use_id === id).map(resultText);
  const read = (path: string): string | null =>
    uses
      .filter(({ name, input }) => name === 'Read' && ReadInput.safeParse(input).data?.file_path.endsWith(`/${path}`) === true)
      .flatMap(({ id }) => given(id))[0] ?? null;
  return {
    form:
      (newest === undefined ? [] : textsOf(newest))
        .filter(isNote)
        .flatMap((text) => text.split('\n').flatMap((line) => readLine(AgentDraft, line)))[0] ?? null,
    source: texts.filter((text) => isNote(text) && !text.startsWith(RECORD)).flatMap(said),
    earlierWords: texts.flatMap((text) => (text.startsWith(RECORD) ? said(text) : isNote(text) ? [] : [text])).slice(0, -1),
    answers: uses.filter(({ name }) => name === ASK_TOOL).flatMap(({ id }) => given(id)),
    files: [...new Set(messages.filter(isPerson).flatMap(attachedTo))].map((path) => ({ path, read: read(path) })),
  };
}

export type Conversation = {
  /** The person's newest words. */
  question: string;
  /** The files that came with them, as paths in the workspace. */
  attached: string[];
  /** The person's earlier words, oldest first. */
  earlier: string[];
  /** What the tools used since the newest words gave back, in order. */
  toolResults: string[];
  /** Whether the last of them is what a tool gave back that was refused, or that failed. */
  hasFailed: boolean;
  /** The working directory, as the system prompt names it. */
  workspace: string;
  /** Null where no agent is designed. */
  design: DesignTold | null;
  /** It is to judge an answer. */
  isJudging: boolean;
  /** With what the agent's instructions say that every answer ends; null where they do not. */
  closing: string | null;
};

/** The one instruction that the simulation follows: to end every answer with some quoted words. */
const CLOSING = /(?:답(?:의)? 끝에(?:는)?|end (?:each|every) answer with) ["“「']([^"”」']{1,200})["”」']/i;

/** What has been said so far, as far as the script needs to know. */
export function readConversation({ messages, system, tools }: MessagesRequest): Conversation {
  const isPerson = (message: Message): boolean =>
    message.role === 'user' && (!hasToolResult(message) || isInterrupted(message)) && textOf(message) !== '';
  const at = messages.findLastIndex(isPerson);
  const results = messages.slice(at + 1).flatMap(resultsOf);
  const newest = messages[at];
  const earlier = messages.slice(0, Math.max(0, at)).filter(isPerson);
  return {
    question: newest === undefined ? '' : lastWords(newest),
    attached: newest === undefined ? [] : attachedTo(newest),
    earlier: earlier.map(textOf),
    toolResults: results.map(resultText),
    hasFailed: results.at(-1)?.is_error === true,
    workspace: /working directory is ([^\s:"\\]+)/.exec(JSON.stringify(system ?? ''))?.[1] ?? '/workspace',
    isJudging: tools?.some(({ name }) => name === VERDICT_TOOL) === true,
    closing: CLOSING.exec(JSON.stringify(system ?? '').replaceAll('\\"', '"'))?.[1] ?? null,
    design: tools?.some(({ name }) => name === PROPOSE_TOOL) === true ? designTold(messages, at, isPerson) : null,
  };
}

/** A script written in the question itself, in a fenced block named `script`. Null where there is none; throws where it is not one. */
export function scriptIn(question: string): Step[] | null {
  const fenced = /```script\s*\n([\s\S]*?)```/.exec(question);
  return fenced === null ? null : Script.parse(JSON.parse(fenced[1] ?? ''));
}

/** The steps of this request: those behind the tools that were used already, up to and with the next tool. */
export function stepsNow(script: readonly Step[], toolsUsed: number): Step[] {
  let used = 0;
  const now: Step[] = [];
  for (const step of script) {
    const isTool = 'tool' in step;
    if (used >= toolsUsed) now.push(step);
    if (isTool) {
      used += 1;
      if (used > toolsUsed) break;
    }
  }
  return now;
}
