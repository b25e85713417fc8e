import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswerCheck } from '../fuzz/answer-check.ts';
import { readApiDocument } from '../fuzz/api-document.ts';
import { type ApiRequest, edgeRequestsOf, requestsOf } from '../fuzz/api-request.ts';
import { type ApiWorld, createApiWorld, GUEST, SECRET } from '../fuzz/api-world.ts';
import { ADMIN, MEMBER } from './api-harness.ts';

const REQUESTS = 500;
const SEED = 20_261_126;
const { operations, named } = readApiDocument();
const check = new AnswerCheck(named);

/** Who calls: most of the time the member, whose calls get furthest. */
const caller = fc.oneof(
  { weight: 7, arbitrary: fc.constant(MEMBER) },
  { weight: 2, arbitrary: fc.constant(ADMIN) },
  { weight: 1, arbitrary: fc.constantFrom(GUEST, '', 'nonsense') },
);

let world: ApiWorld;
beforeAll(async () => {
  world = await createApiWorld();
}, 60_000);
afterAll(() => world.close());

// Goes first: afterwards the member may have deleted themselves, with all they had.
describe('requests at every end of what the OpenAPI document allows', () => {
  it('are never answered 5xx or outside the document', { timeout: 240_000 }, async () => {
    const problems: string[] = [];
    const statuses = new Map<number, number>();
    for (const request of operations.flatMap((operation) => edgeRequestsOf(operation, named, world.pools))) {
      const edited = request.operation.parameters.some(({ name }) => name === 'If-Match')
        ? (await world.api.send('GET', request.url, { who: MEMBER, headers: {}, body: undefined })).headers.get('etag')
        : null;
      const headers: Record<string, string> = edited === null ? {} : { 'if-match': edited };
      const sent = { ...request, headers };
      for (const who of [MEMBER, ADMIN]) {
        const problem = await problemOf(sent, who, statuses);
        if (problem !== null)
          problems.push(
            `${who}: ${request.operation.method} ${request.url.slice(0, 200)} ${(request.body ?? '').slice(0, 300)}\n  ${problem}`,
          );
      }
    }
    expect(problems).toEqual([]);
    expect((statuses.get(200) ?? 0) + (statuses.get(201) ?? 0) + (statuses.get(204) ?? 0)).toBeGreaterThan(100);
  });
});

describe(`${String(REQUESTS)} requests made from the OpenAPI document alone (seed ${String(SEED)})`, () => {
  it(
    'are never answered 5xx, outside the document, or with what is somebody else’s; and change nothing of theirs',
    { timeout: 240_000 },
    async () => {
      const before = await world.othersDocuments();
      expect(before.size).toBeGreaterThan(4);
      const each = Math.ceil(REQUESTS / operations.length);
      const tried = operations.flatMap((operation, index) =>
        fc.sample(fc.tuple(requestsOf(operation, named, world.pools), caller), { numRuns: each, seed: SEED + index }),
      );
      const problems: string[] = [];
      const statuses = new Map<number, number>();
      // Turned, so that no operation has its turn only after all the others: what one leaves behind the next may trip over.
      const turned = tried
        .map((one, index) => ({ one, place: (index % each) * operations.length + index / each }))
        .sort((a, b) => a.place - b.place);
      for (const { one } of turned) {
        const [request, who] = one;
        await world.mend();
        const problem = await problemOf(request, who, statuses);
        if (problem !== null)
          problems.push(
            `${who || 'nobody'}: ${request.operation.method} ${request.url.slice(0, 200)} ${(request.body ?? '').slice(0, 200)}\n  ${problem}`,
          );
      }
      expect(problems).toEqual([]);
      expect(tried.length).toBeGreaterThanOrEqual(REQUESTS);
      // A fuzzer that never gets in proves nothing.
      expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 10);
      expect(statuses.get(422) ?? 0).toBeGreaterThan(REQUESTS / 20);
      expect(await world.othersDocuments()).toEqual(before);
    },
  );
});

async function problemOf(
  { operation, url, headers, body }: ApiRequest,
  who: string,
  statuses: Map<number, number>,
): Promise<string | null> {
  const answer = await world.api.send(operation.method, url, { who, headers, body });
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  if (who !== ADMIN && answer.text.includes(SECRET)) return 'shows what is another person’s';
  return check.problemOf(operation, answer);
}
