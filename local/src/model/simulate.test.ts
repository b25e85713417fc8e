import { ASK_TOOL, CLAUDE_TOOLS, Locale, READY_MADE_AGENTS } from '@oma/contract';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { simulate } from './simulate.ts';
import { type Conversation, type Step, stepsNow } from './steps.ts';

let workspace: string;
/** What the person says when asked. */
let answers = '';
beforeEach(() => {
  workspace = mkdtempSync(path.join(os.tmpdir(), 'simulation-'));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

/** Programs that come first on the path: a Python that has nothing but what it is made with. */
let programs: string;
beforeAll(() => {
  programs = mkdtempSync(path.join(os.tmpdir(), 'programs-'));
  const { stdout } = spawnSync('sh', ['-c', 'command -v python3'], { encoding: 'utf8' });
  const bare = path.join(programs, 'python3');
  writeFileSync(bare, `#!/bin/sh\nexec ${stdout.trim() === '' ? 'false' : stdout.trim()} -I -S "$@"\n`);
  chmodSync(bare, 0o755);
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

/** Uses a tool on the test's own folder, as Claude Code would in the workspace. Throws where it fails. */
function use({ tool, input }: Extract<Step, { tool: string }>): string {
  const file = String(input['file_path']);
  switch (tool) {
    case 'Write':
      writeFileSync(file, String(input['content']));
      return '';
    case 'Read':
      return readFileSync(file, 'utf8');
    case 'Bash': {
      const { status, stdout, stderr } = spawnSync('bash', ['-c', String(input['command'])], {
        cwd: workspace,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${programs}${path.delimiter}${process.env['PATH'] ?? ''}` },
      });
      if (status !== 0 || stderr !== '') throw new Error(`ended with ${status ?? 'a signal'}: ${stdout}${stderr}`);
      return stdout;
    }
    case ASK_TOOL:
      return answers;
    default:
      throw new Error(`no such tool: ${tool}`);
  }
}

const NOTHING: Conversation = {
  question: '',
  attached: [],
  earlier: [],
  toolResults: [],
  hasFailed: false,
  workspace: '',
  design: null,
  isJudging: false,
  closing: null,
};

/** Plays what the simulation does with a question to its end. */
function play(question: string, attached: string[] = []): { tools: string[]; said: string } {
  const toolResults: string[] = [];
  const tools: string[] = [];
  let said = '';
  for (;;) {
    const steps = stepsNow(simulate({ ...NOTHING, question, attached, toolResults, workspace }), toolResults.length);
    for (const step of steps) if ('say' in step) said += `${step.say}\n`;
    const last = steps.at(-1);
    if (last === undefined || !('tool' in last)) return { tools, said };
    tools.push(last.tool);
    toolResults.push(use(last));
  }
}

const PROMPTS = READY_MADE_AGENTS.flatMap((agent) =>
  Locale.options.flatMap((locale) => agent[locale].prompts.map((prompt) => ({ prompt, locale, agent }))),
);
const REFUSED = '<tool_use_error>Error: No such tool available: Bash</tool_use_error>';
const IS_EXAMPLE = { ko: /예시|‘잘’ 대신/, en: /example|“We” is my guess/ } as const;

describe('the simulation', () => {
  it.each(PROMPTS)('does what is asked with the tools that its agent has: $prompt', ({ prompt, locale, agent }) => {
    const { tools, said } = play(prompt);
    const allowed = (agent.config.tools ?? []).flatMap((tool) => CLAUDE_TOOLS[tool]);
    expect(tools).toContain('Write');
    expect(tools.filter((tool) => !allowed.includes(tool))).toEqual([]);
    expect(/[가-힣]/.test(said.split('\n')[0] ?? '')).toBe(locale === 'ko');
    expect(said).toMatch(IS_EXAMPLE[locale]);
    expect(said).not.toMatch(/WRONG|undefined/);
  });

  it('plays a scene of its own for each of them', () => {
    const begun = PROMPTS.map(({ prompt, locale }) => JSON.stringify([locale, ...stepsNow(simulate({ ...NOTHING, question: prompt }), 0)]));
    expect(begun.filter((steps, index) => begun.indexOf(steps) !== index)).toEqual([]);
  });

  it.each([
    ['매출 CSV를 만들고 합계를 알려 줘', ['Write', 'Bash'], /9,150,000/],
    ['Make a sales CSV and tell me the totals', ['Write', 'Bash'], /9,150,000/],
    ['주간 보고서 초안을 써 줘', ['Write'], /`report\.md`/],
    ['Write a draft of a weekly report', ['Write'], /`report\.md`/],
    ['파일 목록을 보여 줘', ['Bash'], /지금 있는 파일이에요\.\n\n```\n.*\.\./s],
    ['Show me the list of files', ['Bash'], /\.\./],
    ['아까 내가 뭐라고 했는지 기억해?', [], /처음/],
    ['Do you remember what I said?', [], /first thing/],
    ['안녕하세요', [], /\*\*시뮬레이션\*\*/],
    ['Hello', [], /\*\*simulation\*\*/],
  ])('answers %s', (question, tools, said) => {
    const played = play(question);
    expect(played.tools).toEqual(tools);
    expect(played.said).toMatch(said);
  });

  it('does what it was told when it asked, and says what it assumes where nobody answered', () => {
    answers =
      'The user answered: "누가 읽는 안내문인가요?"="고객", "안내문에 무엇을 넣을까요?"="준비물, 회비". Read the answers carefully — follow them.';
    expect(play('먼저 물어보고 안내문을 써 줘')).toMatchObject({
      tools: [ASK_TOOL, 'Write'],
      said: expect.stringMatching(/읽는 사람: 고객\n- 넣은 것: 준비물, 회비\n/) as string,
    });
    expect(readFileSync(path.join(workspace, 'notice.md'), 'utf8')).toContain('넣은 것: 준비물, 회비\n');
    answers = 'The user answered: "Who will read the notice?"="Customers", "What should the notice hold?"="Contact". Read the answers';
    expect(play('Ask me first, then write a notice').said).toMatch(/Readers: Customers\n- It holds: Contact\n/);
    const nobody = '(Nobody answered within 10 minutes. Go on as you think best.)';
    answers = `The user answered: "누가 읽는 안내문인가요?"="${nobody}", "안내문에 무엇을 넣을까요?"="${nobody}". Read the answers`;
    expect(play('먼저 물어보고 안내문을 써 줘').said).toMatch(/답이 없어서.*읽는 사람: 동료\n/s);
  });

  it.each([
    ['매출 CSV를 만들고 합계를 알려 줘', ['', REFUSED], /\*\*명령 실행\*\* 도구를 쓸 수 없어서.*`sales\.csv`뿐이에요.*\*\*시뮬레이션\*\*/s],
    ['Make a sales CSV and tell me the totals', ['', REFUSED], /cannot be used.*All I made is `sales\.csv`.*\*\*simulation\*\*/s],
    [
      '제안서를 써 줘',
      ['', 'Exit code 1\nitems 880, total 900'],
      /\*\*명령 실행\*\* 도구가 실패해서.*items 880.*제가 쓴 파일은 `proposal\.md`이고, 명령이 남긴/s,
    ],
    ['매출을 차트로 그려 줘', ['', '| 1월 |', 'Exit code 1'], /도구가 실패해서.*제가 쓴 파일은 `sales\.csv`이고, 명령이 남긴/s],
    ['Draw a chart of the sales', ['', '| Jan |', REFUSED], /cannot be used.*I wrote `sales\.csv`; a command may have left more/s],
    ['Write a proposal', [REFUSED.replaceAll('Bash', 'Write')], /\*\*Write a file\*\* cannot.*No file was made/s],
  ])('claims nothing that a tool did not do: %s', (question, toolResults, said) => {
    const steps = stepsNow(simulate({ ...NOTHING, question, toolResults, hasFailed: true, workspace: '/workspace' }), toolResults.length);
    expect(steps).toEqual([{ say: expect.stringMatching(said) as string, every_ms: expect.any(Number) as number }]);
    expect(JSON.stringify(steps)).not.toMatch(/합계는|9,150,000|더해|added up|tool_use_error/);
  });

  it('reads figures from what it computed', () => {
    expect(play('최근 6개월 매출 예시를 만들어 월별 추이를 차트로 그려 줘').said).toContain('| 4월 | 1,480,000 | -2.0 % |');
    expect(readFileSync(path.join(workspace, 'chart.svg'), 'utf8').match(/rx="4"/g)).toHaveLength(6);
    expect(play('Make up a customer survey, average each question').said).toContain('| Delivery | 2.60 | 10 | 20 |');
    expect(play('고객 명단 예시를 만들어 정리해 줘').said).toContain('| 겹친 행 지움 | 1 |');
    expect(readFileSync(path.join(workspace, 'customers.csv'), 'utf8')).toBe(
      '\uFEFF이름,전화번호,가입일,도시\n김민지,010-0000-6789,2025-03-02,서울\n이준호,010-0000-7890,2025-03-05,서울\n박서연,010-0000-8901,2025-03-09,부산\n최도윤,010-0000-9012,2025-03-11,부산\n정하은,,2025-03-15,대구\n',
    );
    expect(play('두 지점 매출을 합쳐 줘').said).toContain('| 합계 | 7 | 1030000 |');
  });

  describe('the rows of a table', () => {
    const office = path.join(import.meta.dirname, 'scenes/office');
    /** What the program that cleans tables makes of rows: places of data and of totals, and for each total the sum that it should be, or null. */
    function sortOut(rows: readonly (readonly string[])[], figures: readonly (number | null)[]): unknown {
      const command = `import json, sys
sys.path.insert(0, sys.argv[1])
from rows_of_data import disagreement, sort_out
rows, figures = json.loads(sys.argv[2])
data, totals = sort_out(rows)
print(json.dumps([data, totals, [disagreement(figures, data, totals, total) for total in totals]]))`;
      const { stdout, stderr } = spawnSync('python3', ['-B', '-c', command, office, JSON.stringify([rows, figures])], { encoding: 'utf8' });
      return stderr === '' ? JSON.parse(stdout) : stderr;
    }

    it.each(['합계', ' 총계 ', '소계', '계', '총 합계', 'TOTAL', 'Subtotal', 'sum'])('are no data where they are called %s', (word) => {
      expect(
        sortOut(
          [
            ['1월', '강남', '5'],
            ['', ' ', ''],
            [word, '', '5'],
            ['', word, '5'],
            ['합계동', '', '1'],
          ],
          [5, null, 5, 5, 1],
        ),
      ).toEqual([
        [0, 4],
        [2, 3],
        [null, null],
      ]);
    });

    it('fit their totals, of all above or of those since the last one, or what they add up to is told', () => {
      const rows = [['a'], ['b'], ['소계'], ['c'], ['소계'], ['합계'], ['총계']];
      expect(sortOut(rows, [1, 2, 3, 4, 4, 7, 9])).toEqual([
        [0, 1, 3],
        [2, 4, 5, 6],
        [null, null, null, 7],
      ]);
      expect(sortOut([['합계'], ['a']], [1.1, 1.1])).toEqual([[1], [0], [null]]);
    });

    it('are sorted out by the one program that its person keeps', () => {
      const results = ['missing:\n'];
      const steps = simulate({ ...NOTHING, question: '첨부한 표를 엑셀로 정리해 줘', attached: ['a.csv'], toolResults: results });
      const written = steps.find((step) => 'tool' in step && step.tool === 'Write');
      expect(JSON.stringify(written)).toContain('def sort_out');
      expect(JSON.stringify(written)).not.toContain('rows_of_data import');
    });
  });

  it('lists the files that it made by themselves, and tells of its checks in the language of the answer', () => {
    expect(play('PDF 안내서 예시를 만들어 쪽 번호를 밝힌 요약을 summary.md로 써 줘').said).toMatch(/쪽\)\n\n만든 파일:\n\n- `summary\.md`/);
    expect(play('Make up a PDF guide and write a summary with page numbers').said).toMatch(/\)\n\nFiles:\n\n- `summary\.md`/);
    for (const [question, language] of [
      ['첨부한 문서를 보고서로 엮어 줘', 'ko'],
      ['Combine the attached documents into one report', 'en'],
    ] as const) {
      const toolResults = ['missing:\n', '[[a.txt]]\nPlan\nBudget: $5\n'];
      const steps = simulate({ ...NOTHING, question, attached: ['a.txt'], toolResults });
      expect(JSON.stringify(steps)).toContain(`'report.docx' '${language}'`);
    }
  });

  describe('without the office toolbox', () => {
    it('turns a CP949 file into one that Excel opens, and says why it is no workbook', () => {
      const { said } = play('CP949로 저장된 매출 CSV 예시를 정리해 한글 차트가 든 sales.xlsx로 만들어 줘');
      expect(said).toMatch(/만들지 못했어요\. 여기에는 다음이 없어요: `pandas`, `openpyxl`, `matplotlib`.*\| CP949 \| 14 \|.*예시/s);
      expect(said).not.toContain('sales.xlsx');
      expect(readdirSync(workspace).sort()).toEqual(['sales-raw.csv', 'sales-utf8.csv']);
      expect(new TextDecoder('euc-kr', { fatal: true }).decode(readFileSync(path.join(workspace, 'sales-raw.csv')))).toContain(
        '2025/01/15, 판교 ,',
      );
      expect(readFileSync(path.join(workspace, 'sales-utf8.csv'), 'utf8')).toMatch(
        /^\uFEFF날짜,지점,품목,수량,금액\n.*2025\/01\/15,판교,볼펜/s,
      );
    });

    it('leaves an attached file as it is', () => {
      mkdirSync(path.join(workspace, 'uploads'));
      const file = path.join(workspace, 'uploads', "it's.csv");
      writeFileSync(file, '이름,값\n가,1\n');
      expect(play('첨부한 표를 엑셀로 정리해 줘', ["uploads/it's.csv"]).said).toContain('| UTF-8 | 1 |');
      expect(readFileSync(file, 'utf8')).toBe('이름,값\n가,1\n');
      expect(readFileSync(path.join(workspace, "it's-utf8.csv"), 'utf8')).toBe('\uFEFF이름,값\n가,1\n');
    });

    it('sums up a text by its pages, and calls it no PDF', () => {
      const { said } = play('PDF 안내서 예시를 만들어 쪽 번호를 밝힌 요약을 summary.md로 써 줘');
      expect(said).toMatch(/PDF는 만들지 못했어요\. 여기에는 다음이 없어요: `pypdf`, `reportlab`, `matplotlib`/);
      expect(readFileSync(path.join(workspace, 'summary.md'), 'utf8')).toContain(
        '- 저장 장치 암호화는 2025년 6월 20일까지 켜야 합니다. (3쪽)\n',
      );
      expect(existsSync(path.join(workspace, 'guide.pdf'))).toBe(false);
      expect(play('첨부한 PDF를 요약해 줘', ['uploads/a.pdf']).said).toMatch(/읽지 못했어요.*`pypdf`/);
      expect(play('Make up a PDF guide, find its dates and list them').said).toContain(
        '| July 1, 2025 | The first requests are taken from July 1, 2025. | 2 |',
      );
    });

    it('writes the report as Markdown, with both values where documents disagree', () => {
      const { said } = play('서로 다른 문서 세 개를 예시로 만들어 출처를 밝힌 보고서 report.docx로 엮어 줘');
      expect(said).toMatch(/Word 파일은 만들지 못해서.*`docx`/);
      expect(said).not.toContain('`report.docx`');
      const report = readFileSync(path.join(workspace, 'report.md'), 'utf8');
      expect(report).toContain('- 예산: 1,200만 원 [1] / 1,350만 원 [3]\n');
      expect(report).toContain('| 공개일 | 7월 14일 | [3] |\n');
      expect(report).toContain('[2] survey.txt: 고객 설문 결과 (예시) (문단 4개)\n');
    });

    it('says which of the attached documents it could not read', () => {
      writeFileSync(path.join(workspace, 'a.txt'), 'Plan\nBudget: $5\n');
      const { said } = play('Combine the attached documents into one report', ['a.txt', 'uploads/b.docx']);
      expect(said).toMatch(/`docx` cannot be used here\. Not read: `b\.docx`\./);
      expect(play('Combine the attached documents into one report', ['uploads/b.docx']).said).toMatch(
        /could not read the documents: `docx`/,
      );
    });
  });
});
