import { Chunk, ReplyDocument } from '@oma/contract';
import type { Recording } from './recording.ts';

/** The same as `koreanRecording`, asked in English. */
export const englishRecording: Recording = {
  question: 'Make a sales CSV and tell me the totals',
  phases: [
    { at: 296, phase: 'queued' },
    { at: 388, phase: 'launching' },
    { at: 807, phase: 'starting' },
    { at: 956, phase: 'working' },
  ],
  chunks: [
    { at: 1506, chunk: Chunk.parse({ seq: 1, events: [{ k: 'text', s: 'I' }] }) },
    { at: 1705, chunk: Chunk.parse({ seq: 2, events: [{ k: 'text', s: ' will write the sales' }] }) },
    { at: 1897, chunk: Chunk.parse({ seq: 3, events: [{ k: 'text', s: ' data to a CSV' }] }) },
    { at: 2107, chunk: Chunk.parse({ seq: 4, events: [{ k: 'text', s: ' file and add it' }] }) },
    {
      at: 2301,
      chunk: Chunk.parse({
        seq: 5,
        events: [
          { k: 'text', s: ' up.' },
          {
            k: 'tool',
            id: 'toolu_5f1589d87bbb4adebf679f8431ffe478',
            name: 'Write',
            input:
              '{"file_path":"/workspace/sales.csv","content":"Month,Sales,Cost\\nJan,1200000,830000\\nFeb,1350000,870000\\nMar,1510000,905000\\nApr,1480000,910000\\nMay,1720000,960000\\nJun,1890000,1010000\\n"}',
          },
          {
            k: 'tool_end',
            id: 'toolu_5f1589d87bbb4adebf679f8431ffe478',
            ok: true,
            output: 'File created successfully at: /workspace/sales.csv (file state is current in your context — no need to Read it back)',
            ms: 69,
          },
        ],
      }),
    },
    {
      at: 2399,
      chunk: Chunk.parse({
        seq: 6,
        events: [
          {
            k: 'tool',
            id: 'toolu_f5350c79ca06414bbdc678741fa2968d',
            name: 'Bash',
            input:
              '{"command":"awk -F, \'NR>1 {s+=$2; c+=$3} END {printf \\"%d %d %d\\\\n\\", s, c, s-c}\' sales.csv","description":"Add up the columns"}',
          },
          { k: 'tool_end', id: 'toolu_f5350c79ca06414bbdc678741fa2968d', ok: true, output: '9150000 5485000 3665000', ms: 70 },
        ],
      }),
    },
    { at: 2596, chunk: Chunk.parse({ seq: 7, events: [{ k: 'text', s: '\n\nI made `sales.csv`.' }] }) },
    { at: 2800, chunk: Chunk.parse({ seq: 8, events: [{ k: 'text', s: '\n\n| Item | ' }] }) },
    { at: 3005, chunk: Chunk.parse({ seq: 9, events: [{ k: 'text', s: 'Amount |\n|---|' }] }) },
    { at: 3203, chunk: Chunk.parse({ seq: 10, events: [{ k: 'text', s: '---:|\n| ' }] }) },
    { at: 3400, chunk: Chunk.parse({ seq: 11, events: [{ k: 'text', s: 'Sales | 9,150,000 |\n' }] }) },
    { at: 3595, chunk: Chunk.parse({ seq: 12, events: [{ k: 'text', s: '| Cost | 5,485,000 ' }] }) },
    { at: 3799, chunk: Chunk.parse({ seq: 13, events: [{ k: 'text', s: '|\n| Profit | ' }] }) },
    { at: 4000, chunk: Chunk.parse({ seq: 14, events: [{ k: 'text', s: '3,665,000 |\n\nJune is' }] }) },
    { at: 4205, chunk: Chunk.parse({ seq: 15, events: [{ k: 'text', s: ' the strongest month, ' }] }) },
    { at: 4396, chunk: Chunk.parse({ seq: 16, events: [{ k: 'text', s: '**57.5 %** ' }] }) },
    { at: 4596, chunk: Chunk.parse({ seq: 17, events: [{ k: 'text', s: 'above January. These figures' }] }) },
    { at: 4797, chunk: Chunk.parse({ seq: 18, events: [{ k: 'text', s: ' are an example that' }] }) },
    { at: 5003, chunk: Chunk.parse({ seq: 19, events: [{ k: 'text', s: ' the simulation made up' }] }) },
    { at: 5077, chunk: Chunk.parse({ seq: 20, events: [{ k: 'text', s: '.' }] }) },
  ],
  ended: 5199,
  reply: ReplyDocument.parse({
    ...{
      role: 'assistant',
      reply_to: '01M88H4TCRR2B4WZEVKYYYN1JF',
      status: 'done',
      content:
        'I will write the sales data to a CSV file and add it up.\n\nI made `sales.csv`.\n\n| Item | Amount |\n|---|---:|\n| Sales | 9,150,000 |\n| Cost | 5,485,000 |\n| Profit | 3,665,000 |\n\nJune is the strongest month, **57.5 %** above January. These figures are an example that the simulation made up.',
      model: 'claude-sonnet-5-5',
      agent_version: 1,
      claude_code_version: '2.1.330',
      usage: { input_tokens: 10551, output_tokens: 233 },
      cost_usd: 0.023432,
      timings_ms: { queued: 7, launched: 65, claimed: 273, first_delta: 1204, ended: 4877 },
      error: null,
      run_id: 'run_zhm1ksswjms8mqzjdamd',
      feedback: null,
    },
    parts: [
      { k: 'text', s: 'I will write the sales data to a CSV file and add it up.' },
      {
        k: 'tool',
        id: 'toolu_5f1589d87bbb4adebf679f8431ffe478',
        name: 'Write',
        input:
          '{"file_path":"/workspace/sales.csv","content":"Month,Sales,Cost\\nJan,1200000,830000\\nFeb,1350000,870000\\nMar,1510000,905000\\nApr,1480000,910000\\nMay,1720000,960000\\nJun,1890000,1010000\\n"}',
        result: {
          ok: true,
          output: 'File created successfully at: /workspace/sales.csv (file state is current in your context — no need to Read it back)',
          ms: 69,
        },
      },
      {
        k: 'tool',
        id: 'toolu_f5350c79ca06414bbdc678741fa2968d',
        name: 'Bash',
        input:
          '{"command":"awk -F, \'NR>1 {s+=$2; c+=$3} END {printf \\"%d %d %d\\\\n\\", s, c, s-c}\' sales.csv","description":"Add up the columns"}',
        result: { ok: true, output: '9150000 5485000 3665000', ms: 70 },
      },
      {
        k: 'text',
        s: '\n\nI made `sales.csv`.\n\n| Item | Amount |\n|---|---:|\n| Sales | 9,150,000 |\n| Cost | 5,485,000 |\n| Profit | 3,665,000 |\n\nJune is the strongest month, **57.5 %** above January. These figures are an example that the simulation made up.',
      },
    ],
    created_at: new Date('2026-11-25T04:59:09.967Z'),
    ended_at: new Date('2026-11-25T04:59:14.250Z'),
  }),
};
