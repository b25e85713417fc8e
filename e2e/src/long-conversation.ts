import { DEMO_PROJECT, paths, portsAt, type QuestionDocument, type ReplyDocument } from '@oma/contract';
import { ulid } from './client.ts';

/** As many documents a commit may write. */
const PER_COMMIT = 400;
const WORDS = '표를 읽고 달마다 합계를 냈어요. 두 달의 값이 빠져 있어서 앞뒤 달의 평균으로 채웠고, 채운 칸은 따로 표시했어요. '.repeat(3);
const said = (content: string): Pick<ReplyDocument, 'content' | 'parts'> => ({ content, parts: [{ k: 'text', s: content }] });

/** What kinds of answers people get: words with a list and a table, words about code, and words between the use of tools. */
function answer(index: number): Pick<ReplyDocument, 'content' | 'parts'> {
  switch (index % 3) {
    case 0:
      return said(
        `${WORDS}\n\n- 첫째 ${index}\n- 둘째 **${index * 2}**\n\n| 달 | 값 |\n| --- | ---: |\n| 1월 | ${index} |\n| 2월 | ${index + 1} |\n\n${WORDS}`,
      );
    case 1:
      return said(`${WORDS}\n\n\`\`\`python\ndef value_${index}():\n    return ${index}\n\`\`\`\n\n${WORDS}`);
    default: {
      const input = JSON.stringify({ file_path: `/workspace/${index}.txt` });
      return {
        content: `${WORDS}${index}`,
        parts: [
          { k: 'text', s: WORDS },
          { k: 'tool', id: `toolu_${index}`, name: 'Read', input, result: { ok: true, output: WORDS, ms: 12 } },
          { k: 'text', s: `${index}` },
        ],
      };
    }
  }
}

type Value = Record<string, unknown>;

/** A value in the form of Firestore's REST API. */
function toValue(value: unknown): Value {
  if (value === null) return { nullValue: null };
  if (value instanceof Date) return { timestampValue: value.toISOString() };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(toValue) } };
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { booleanValue: value };
    case 'number':
      return Number.isInteger(value) ? { integerValue: String(value) } : { doubleValue: value };
    default:
      return { mapValue: { fields: toFields(value as object) } };
  }
}

const toFields = (document: object): Value =>
  Object.fromEntries(Object.entries(document).flatMap(([name, value]) => (value === undefined ? [] : [[name, toValue(value)]])));

/** Puts so many questions with their answers into a session, as the operator can: a minute apart, the newest a minute ago. */
export async function layConversation(portOffset: number, sessionId: string, exchanges: number): Promise<void> {
  const database = `projects/${DEMO_PROJECT}/databases/(default)/documents`;
  const begin = Date.now() - (exchanges + 1) * 60_000;
  const writes = Array.from({ length: exchanges }, (_, index) => {
    const at = new Date(begin + index * 60_000);
    const id = ulid(at.getTime());
    const question: QuestionDocument = { role: 'user', content: `질문 ${index + 1}`, created_at: at, status: 'done', accepted_at: at };
    const reply: ReplyDocument = {
      role: 'assistant',
      reply_to: id,
      status: 'done',
      ...answer(index),
      created_at: at,
      ended_at: new Date(at.getTime() + 8000),
      model: 'claude-sonnet-4-5',
      agent_version: null,
      claude_code_version: null,
      usage: { input_tokens: 1200, output_tokens: 300 },
      cost_usd: 0.0123,
      timings_ms: { queued: 20, launched: 30, claimed: 900, first_delta: 1500, ended: 8000 },
      error: null,
      run_id: null,
      recalled: null,
      verdicts: null,
      copied_from: null,
      feedback: null,
    };
    return [
      { path: paths.question(sessionId, id), document: question },
      { path: paths.reply(sessionId, id), document: reply },
    ];
  }).flat();
  for (let from = 0; from < writes.length; from += PER_COMMIT) {
    const response = await fetch(`http://127.0.0.1:${portsAt(portOffset).firestore}/v1/${database}:commit`, {
      method: 'POST',
      headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
      body: JSON.stringify({
        writes: writes
          .slice(from, from + PER_COMMIT)
          .map(({ path, document }) => ({ update: { name: `${database}/${path}`, fields: toFields(document) } })),
      }),
    });
    if (!response.ok) throw new Error(`the conversation was not laid: ${await response.text()}`);
  }
}
