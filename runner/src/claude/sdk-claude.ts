import { type CanUseTool, query, type SDKMessage, type SDKUserMessage } from '@anthropic-ai/claude-agent-sdk';
import { ASK_TOOL, CLAUDE_TOOLS, PROPOSE_SERVER, PROPOSE_TOOL } from '@oma/contract';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { endLeftovers, ownProcesses } from '../container/end-leftovers.ts';
import type { Claude, ClaudeEnd, ClaudeEvent, ClaudeOptions, WithPerson } from './claude.ts';
import { claudeEnvironment } from './claude-environment.ts';
import { InputStream } from './input-stream.ts';
import { MessageEvents } from './message-events.ts';
import { questionsOf, toolAnswer } from './person-question.ts';
import { proposalAnswer, proposalServer } from './proposal-tool.ts';
import { SYSTEM_PROMPT_PLACE } from './system-prompt.ts';

/** Claude Code inside the container, by absolute path there; outside it, where it is installed. */
const INSIDE = '/opt/claude';
const CLOSE_LIMIT_MS = 3000;

type OpenQuestion = { events: MessageEvents; withPerson: WithPerson; isInterrupted: boolean; end: (end: ClaudeEnd) => void };

/** Starts Claude Code on an empty stream of questions, so that it is up before the first one comes. */
export function startClaude(options: ClaudeOptions): Claude {
  const { container, agent } = options;
  const tools = agent.config.tools.flatMap((tool) => CLAUDE_TOOLS[tool]);
  const input = new InputStream<SDKUserMessage>();
  let child: ChildProcess | null = null;
  let version: string | null = null;
  let own: ReadonlySet<number> | null = null;
  let open: OpenQuestion | null = null;
  let exited: string | null = null;

  /** What is allowed runs unasked. Of the rest Claude Code may ask the person; all else that it would need leave for is refused. */
  const canUseTool: CanUseTool = async (name, given, { signal, toolUseID }) => {
    if (name === PROPOSE_TOOL && agent.design !== null && open !== null)
      return proposalAnswer(given, await open.withPerson.propose({ id: toolUseID, proposal: given }, signal));
    const questions = name === ASK_TOOL && tools.includes(name) ? questionsOf(given) : null;
    if (questions === null || open === null) return { behavior: 'deny', message: `Permission to use ${name} has been denied.` };
    const answer = await open.withPerson.ask({ id: toolUseID, questions }, signal);
    return answer === null
      ? { behavior: 'deny', message: 'This cannot be asked now. Go on as you think best, and say what you assumed.' }
      : toolAnswer(given, answer);
  };

  const running = query({
    prompt: input,
    options: {
      cwd: container.workspace,
      pathToClaudeCodeExecutable: options.claudeBinary,
      includePartialMessages: true,
      permissionMode: 'default',
      tools,
      allowedTools: tools.filter((tool) => tool !== ASK_TOOL),
      canUseTool,
      ...(agent.design === null ? {} : { mcpServers: { [PROPOSE_SERVER]: proposalServer() } }),
      settingSources: [],
      model: agent.config.model,
      systemPrompt: SYSTEM_PROMPT_PLACE,
      env: claudeEnvironment({ config: agent.config, modelUrl: container.modelUrl, modelToken: options.modelToken }),
      ...(options.resume ? { resume: options.sessionId } : { sessionId: options.sessionId }),
      spawnClaudeCodeProcess: ({ args, env }) => {
        const given = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
        const started = container.spawn({
          command: container.isReduced ? options.claudeBinary : INSIDE,
          args,
          env: given,
          withModel: true,
          withReference: options.withReference,
        });
        child = started;
        if (started.stdin === null || started.stdout === null) throw new Error('the process has no pipes');
        return Object.assign(started, { stdin: started.stdin, stdout: started.stdout });
      },
    },
  });

  const finish = (end: ClaudeEnd): void => {
    const asked = open;
    open = null;
    asked?.end(end);
  };
  const take = (message: SDKMessage): void => {
    if (message.type === 'system' && message.subtype === 'init') {
      version = message.claude_code_version;
      // No tool has run yet: what is there belongs to the container.
      own ??= child?.pid === undefined ? null : ownProcesses(child.pid);
    }
    if (open === null) return;
    if (message.type !== 'result') {
      open.events.take(message);
      return;
    }
    // The SDK throws after this one; what it says here is the reason.
    if (message.subtype !== 'success' && message.errors.some(isNoConversation)) {
      exited = NO_CONVERSATION;
      finish({ kind: 'exited', detail: NO_CONVERSATION });
      return;
    }
    if (open.isInterrupted) {
      finish({ kind: 'interrupted' });
      return;
    }
    // A failed turn may call itself a success; `is_error` tells.
    if (message.is_error || message.subtype !== 'success') {
      finish({ kind: 'failed', detail: message.subtype });
      return;
    }
    finish({ kind: 'completed' });
  };
  const reading = (async () => {
    try {
      for await (const message of running) take(message);
      exited ??= 'Claude Code ended';
    } catch (error) {
      exited ??= error instanceof Error && isNoConversation(error.message) ? NO_CONVERSATION : 'Claude Code ended with an error';
    }
    finish({ kind: 'exited', detail: exited });
  })();

  return {
    ask(question, onEvent: (event: ClaudeEvent) => void, withPerson) {
      if (exited !== null) return Promise.resolve({ kind: 'exited', detail: exited });
      return new Promise((resolve) => {
        open = { events: new MessageEvents(onEvent), withPerson, isInterrupted: false, end: resolve };
        input.push({
          type: 'user',
          uuid: randomUUID(),
          session_id: options.sessionId,
          parent_tool_use_id: null,
          message: {
            role: 'user',
            content:
              question.record === null && question.note === null
                ? question.content
                : [question.record, question.note, question.content].flatMap((text) => (text === null ? [] : [{ type: 'text', text }])),
          },
        });
      });
    },
    async interrupt() {
      if (open === null) return;
      open.isInterrupted = true;
      await running.interrupt().catch(() => undefined);
    },
    version: () => version,
    endLeftovers: () => {
      if (child?.pid !== undefined && own !== null) endLeftovers(child.pid, own);
    },
    async close() {
      input.close();
      const timer = setTimeout(() => child?.kill('SIGKILL'), CLOSE_LIMIT_MS);
      running.close();
      await reading;
      clearTimeout(timer);
    },
  };
}

const isNoConversation = (text: string): boolean => text.includes('No conversation found');

/** What an `exited` end says when there was nothing to resume from. */
export const NO_CONVERSATION = 'no conversation to resume';
