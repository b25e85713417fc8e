import { Chunk, ReplyDocument, type RunPhase } from '@oma/contract';

/** A reply as it came, with the time of each piece in milliseconds after the question was sent. */
export type Recording = {
  question: string;
  phases: readonly { at: number; phase: RunPhase }[];
  chunks: readonly { at: number; chunk: Chunk }[];
  /** When the reply was over, and what it was then. */
  ended: number;
  reply: ReplyDocument;
};

/** Recorded on a platform started with `npm start`, on 2026-11-25: what the page of a member received, unchanged. */
export const koreanRecording: Recording = {
  question: '매출 CSV를 만들고 합계를 알려 줘',
  phases: [
    { at: 141, phase: 'queued' },
    { at: 540, phase: 'launching' },
    { at: 1178, phase: 'starting' },
    { at: 1425, phase: 'working' },
  ],
  chunks: [
    { at: 1867, chunk: Chunk.parse({ seq: 1, events: [{ k: 'text', s: '매출' }] }) },
    { at: 2069, chunk: Chunk.parse({ seq: 2, events: [{ k: 'text', s: ' 자료를 CSV 파일로 만들고' }] }) },
    { at: 2274, chunk: Chunk.parse({ seq: 3, events: [{ k: 'text', s: ' 합계를 계산해 볼게요.' }] }) },
    {
      at: 2400,
      chunk: Chunk.parse({
        seq: 4,
        events: [
          {
            k: 'tool',
            id: 'toolu_4c4221e24031427d9e134ee981ab6325',
            name: 'Write',
            input:
              '{"file_path":"/workspace/sales.csv","content":"월,매출,비용\\n1월,1200000,830000\\n2월,1350000,870000\\n3월,1510000,905000\\n4월,1480000,910000\\n5월,1720000,960000\\n6월,1890000,1010000\\n"}',
          },
          {
            k: 'tool_end',
            id: 'toolu_4c4221e24031427d9e134ee981ab6325',
            ok: true,
            output: 'File created successfully at: /workspace/sales.csv (file state is current in your context — no need to Read it back)',
            ms: 62,
          },
        ],
      }),
    },
    {
      at: 2495,
      chunk: Chunk.parse({
        seq: 5,
        events: [
          {
            k: 'tool',
            id: 'toolu_9ccd968d8cae42ccbb4f88434edbc566',
            name: 'Bash',
            input:
              '{"command":"awk -F, \'NR>1 {s+=$2; c+=$3} END {printf \\"%d %d %d\\\\n\\", s, c, s-c}\' sales.csv","description":"Add up the columns"}',
          },
          { k: 'tool_end', id: 'toolu_9ccd968d8cae42ccbb4f88434edbc566', ok: true, output: '9150000 5485000 3665000', ms: 77 },
        ],
      }),
    },
    { at: 2693, chunk: Chunk.parse({ seq: 6, events: [{ k: 'text', s: '\n\n`sales.csv`를 만들었어요.\n\n' }] }) },
    { at: 2908, chunk: Chunk.parse({ seq: 7, events: [{ k: 'text', s: '| 항목 | 금액 ' }] }) },
    { at: 3098, chunk: Chunk.parse({ seq: 8, events: [{ k: 'text', s: '|\n|---|' }] }) },
    { at: 3293, chunk: Chunk.parse({ seq: 9, events: [{ k: 'text', s: '---:|\n| 매출' }] }) },
    { at: 3490, chunk: Chunk.parse({ seq: 10, events: [{ k: 'text', s: ' 합계 | 9,150,000 ' }] }) },
    { at: 3688, chunk: Chunk.parse({ seq: 11, events: [{ k: 'text', s: '|\n| 비용 합계 ' }] }) },
    { at: 3891, chunk: Chunk.parse({ seq: 12, events: [{ k: 'text', s: '| 5,485,000 |\n| ' }] }) },
    { at: 4087, chunk: Chunk.parse({ seq: 13, events: [{ k: 'text', s: '이익 | 3,665,000 |\n' }] }) },
    { at: 4288, chunk: Chunk.parse({ seq: 14, events: [{ k: 'text', s: '\n6월 매출이 가장 ' }] }) },
    { at: 4487, chunk: Chunk.parse({ seq: 15, events: [{ k: 'text', s: '높고, 1월보다 **' }] }) },
    { at: 4697, chunk: Chunk.parse({ seq: 16, events: [{ k: 'text', s: '57.5 %** 늘었어요.' }] }) },
    { at: 4887, chunk: Chunk.parse({ seq: 17, events: [{ k: 'text', s: ' 이 숫자는 시뮬레이션이 지어낸' }] }) },
    { at: 4974, chunk: Chunk.parse({ seq: 18, events: [{ k: 'text', s: ' 예시예요.' }] }) },
  ],
  ended: 5055,
  reply: ReplyDocument.parse({
    ...{
      role: 'assistant',
      reply_to: '01M88H4BFSD6BKF7FGGER2P924',
      status: 'done',
      content:
        '매출 자료를 CSV 파일로 만들고 합계를 계산해 볼게요.\n\n`sales.csv`를 만들었어요.\n\n| 항목 | 금액 |\n|---|---:|\n| 매출 합계 | 9,150,000 |\n| 비용 합계 | 5,485,000 |\n| 이익 | 3,665,000 |\n\n6월 매출이 가장 높고, 1월보다 **57.5 %** 늘었어요. 이 숫자는 시뮬레이션이 지어낸 예시예요.',
      model: 'claude-sonnet-5-5',
      agent_version: 1,
      claude_code_version: '2.1.330',
      usage: { input_tokens: 10560, output_tokens: 201 },
      cost_usd: 0.02313,
      timings_ms: { queued: 92, launched: 353, claimed: 1004, first_delta: 1722, ended: 4894 },
      error: null,
      run_id: 'run_ihylokzjp9003j8xhgn4',
      feedback: null,
    },
    parts: [
      { k: 'text', s: '매출 자료를 CSV 파일로 만들고 합계를 계산해 볼게요.' },
      {
        k: 'tool',
        id: 'toolu_4c4221e24031427d9e134ee981ab6325',
        name: 'Write',
        input:
          '{"file_path":"/workspace/sales.csv","content":"월,매출,비용\\n1월,1200000,830000\\n2월,1350000,870000\\n3월,1510000,905000\\n4월,1480000,910000\\n5월,1720000,960000\\n6월,1890000,1010000\\n"}',
        result: {
          ok: true,
          output: 'File created successfully at: /workspace/sales.csv (file state is current in your context — no need to Read it back)',
          ms: 62,
        },
      },
      {
        k: 'tool',
        id: 'toolu_9ccd968d8cae42ccbb4f88434edbc566',
        name: 'Bash',
        input:
          '{"command":"awk -F, \'NR>1 {s+=$2; c+=$3} END {printf \\"%d %d %d\\\\n\\", s, c, s-c}\' sales.csv","description":"Add up the columns"}',
        result: { ok: true, output: '9150000 5485000 3665000', ms: 77 },
      },
      {
        k: 'text',
        s: '\n\n`sales.csv`를 만들었어요.\n\n| 항목 | 금액 |\n|---|---:|\n| 매출 합계 | 9,150,000 |\n| 비용 합계 | 5,485,000 |\n| 이익 | 3,665,000 |\n\n6월 매출이 가장 높고, 1월보다 **57.5 %** 늘었어요. 이 숫자는 시뮬레이션이 지어낸 예시예요.',
      },
    ],
    created_at: new Date('2026-11-25T04:58:55.195Z'),
    ended_at: new Date('2026-11-25T04:58:58.847Z'),
  }),
};
