import { msg } from '@lit/localize';
import { PROPOSE_TOOL } from '@oma/contract';
import * as z from 'zod';

const Input = z.looseObject({
  file_path: z.string().optional(),
  command: z.string().optional(),
  description: z.string().optional(),
  pattern: z.string().optional(),
  questions: z.array(z.looseObject({ question: z.string() })).optional(),
});

/** The workspace, where the agent's tools see it: inside the container, or in a session's own folder where isolation is reduced. */
const WORKSPACE = /^(?:.*\/oma-session-[0-9a-f-]{36})?\/workspace\//;

/** What a tool does, in a verb and a target. The input may have been cut, and then is no JSON any more. */
export function toolText(name: string, input: string): { verb: string; target: string } {
  const parsed = Input.safeParse(parse(input));
  const given = parsed.success ? parsed.data : {};
  const file = (given.file_path ?? /"file_path":"([^"]+)"/.exec(input)?.[1] ?? '').replace(WORKSPACE, '');
  switch (name) {
    case 'Write':
      return { verb: msg('파일 쓰기', { id: 'tool-write' }), target: file };
    case 'Edit':
      return { verb: msg('파일 고치기', { id: 'tool-edit' }), target: file };
    case 'Read':
      return { verb: msg('파일 읽기', { id: 'tool-read' }), target: file };
    case 'Bash':
      return { verb: msg('명령 실행', { id: 'tool-bash' }), target: given.command ?? given.description ?? '' };
    case 'AskUserQuestion':
      return { verb: msg('되물음', { id: 'tool-ask' }), target: given.questions?.map(({ question }) => question).join(' · ') ?? '' };
    case PROPOSE_TOOL:
      return { verb: msg('에이전트 제안', { id: 'tool-propose' }), target: '' };
    case 'Glob':
    case 'Grep':
      return { verb: msg('찾기', { id: 'tool-find' }), target: given.pattern ?? '' };
    default:
      return { verb: name, target: '' };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
