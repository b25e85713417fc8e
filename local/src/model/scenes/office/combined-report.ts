import path from 'node:path';
import type { Conversation, Step } from '../../steps.ts';
import { lines, natural, runShell, type Scene, writeFile } from '../scene.ts';
import { DOCUMENTS } from './documents-example.ts';
import { lookForPackages, missingFrom, namesOf, partsOf, quoted, runProgram } from './programs.ts';

const READABLE = /\.(docx|pdf|md|txt)$/i;
const MOST_POINTS = 12;

/** What was read of a document: lines like `Budget: $12,000` are facts of it. */
type Source = { file: string; title: string; facts: { label: string; value: string }[]; points: string[]; paragraphs: number };

type Part = { heading: string; paragraphs?: string[]; points?: string[]; table?: string[][] };
type Report = { title: string; parts: Part[]; disagreements: string[] };

function sourcesOf(output: string): Source[] {
  return partsOf(output).map(({ name, lines: read }) => {
    const [title = '', ...rest] = read.map((line) => line.slice(0, 300));
    const found = rest.map((line) => ({ line, fact: /^([^:]{1,24}): (.+)$/.exec(line) }));
    return {
      file: path.posix.basename(name),
      title: title.replace(/^#+ /, ''),
      facts: found.flatMap(({ fact }) => (fact === null ? [] : [{ label: fact[1] ?? '', value: fact[2] ?? '' }])),
      points: found.flatMap(({ line, fact }) => (fact === null ? [line.replace(/^(#+|[-*]) /, '')] : [])).slice(0, MOST_POINTS),
      paragraphs: read.length,
    };
  });
}

/** Puts the documents together; each statement names where it is from, and what they do not agree in stands by itself. */
function reportOf(sources: readonly Source[], title: string, korean: boolean): Report {
  const facts = sources.flatMap(({ facts: own }, index) => own.map((fact) => ({ ...fact, source: `[${index + 1}]` })));
  const disagreements = [...new Set(facts.map(({ label }) => label))].flatMap((label) => {
    const same = facts.filter((fact) => fact.label === label);
    return new Set(same.map(({ value }) => value)).size < 2
      ? []
      : [`${label}: ${same.map(({ value, source }) => `${value} ${source}`).join(' / ')}`];
  });
  const open = disagreements.length;
  return {
    title,
    disagreements,
    parts: [
      {
        heading: korean ? '요약' : 'Summary',
        paragraphs: [
          korean
            ? `문서 ${sources.length}개에서 사실 ${facts.length}가지를 모았습니다. 문서끼리 값이 다른 항목은 ${open}개입니다.`
            : `${facts.length} facts come from ${sources.length} documents. The documents disagree in ${open}.`,
        ],
      },
      {
        heading: korean ? '확인할 것' : 'To be checked',
        points: open === 0 ? [korean ? '문서끼리 다른 값이 없습니다.' : 'The documents agree in all of them.'] : disagreements,
      },
      {
        heading: korean ? '사실' : 'Facts',
        table: [
          korean ? ['항목', '값', '출처'] : ['Item', 'Value', 'Source'],
          ...facts.map(({ label, value, source }) => [label, value, source]),
        ],
      },
      {
        heading: korean ? '문서별 내용' : 'What each document says',
        points: sources.flatMap(({ points }, index) => points.map((point) => `${point} [${index + 1}]`)),
      },
      {
        heading: korean ? '출처' : 'Sources',
        paragraphs: sources.map(
          ({ file, title: own, paragraphs }, index) =>
            `[${index + 1}] ${file}: ${own} (${korean ? `문단 ${paragraphs}개` : `${paragraphs} paragraphs`})`,
        ),
      },
    ],
  };
}

const asMarkdown = ({ title, parts }: Report): string =>
  lines(
    `# ${title}`,
    ...parts.flatMap(({ heading, paragraphs = [], points = [], table }) => [
      '',
      `## ${heading}`,
      '',
      ...paragraphs.flatMap((text) => [text, '']),
      ...points.map((text) => `- ${text}`),
      ...(table ?? []).flatMap((row, index) => [`| ${row.join(' | ')} |`, ...(index === 0 ? [`|${'---|'.repeat(row.length)}`] : [])]),
    ]),
  );

/** Prints the documents without Python, which can be those that are text only. */
const printTexts = (files: readonly string[]): string =>
  `for file in ${files.map(quoted).join(' ')}; do printf '[[%s]]\\n' "$file"; cat -- "$file"; echo; done`;

function answer(report: Report, file: string, sources: readonly Source[], proof: string, korean: boolean): string {
  const open = report.disagreements.map((one) => `- ${one}`).join('\n');
  return korean
    ? `문서 ${sources.length}개를 \`${file}\` 하나로 엮었어요. 문장마다 출처 번호가 있어요.${open === '' ? '' : `\n\n문서끼리 값이 달라 확인이 필요한 것:\n\n${open}`}\n\n출처:\n\n${sources.map(({ file: name }, index) => `${index + 1}. \`${name}\``).join('\n')}${proof === '' ? '' : `\n\n다시 열어 확인했어요: ${proof}.`}`
    : `${sources.length} documents are one report now, \`${file}\`. Every statement has the number of its source.${open === '' ? '' : `\n\nThe documents do not agree in this:\n\n${open}`}\n\nSources:\n\n${sources.map(({ file: name }, index) => `${index + 1}. \`${name}\``).join('\n')}${proof === '' ? '' : `\n\nI opened it again: ${proof}.`}`;
}

/** From reading on. `at`: how many tools were used before. */
function combine(
  conversation: Conversation,
  given: { files: readonly string[]; at: number; missing: readonly string[]; title: string; first: string; note: string },
  korean: boolean,
): Step[] {
  const { files, at, missing, title, first, note } = given;
  const isComplete = missing.length === 0;
  const readable = isComplete ? files : files.filter((file) => /\.(md|txt)$/i.test(file));
  const skipped = files.filter((file) => !readable.includes(file)).map((file) => `\`${path.posix.basename(file)}\``);
  if (readable.length === 0)
    return [
      natural(
        korean
          ? `문서를 읽지 못했어요. 여기에는 다음이 없어요: ${namesOf(missing)}. 글로 된 파일(.md, .txt)을 주시면 할 수 있어요.`
          : `I could not read the documents: ${namesOf(missing)} cannot be used here. With text files (.md, .txt) I can do it.`,
      ),
    ];
  const output = conversation.toolResults[at];
  const reading = runShell(
    `${first}${isComplete ? runProgram('read_documents.py', readable) : printTexts(readable)}`,
    korean ? '문서를 모두 읽기' : 'Read all the documents',
  );
  if (output === undefined) return [reading];
  const sources = sourcesOf(output);
  const report = reportOf(sources, title, korean);
  if (!isComplete) {
    const why = korean
      ? `Word 파일은 만들지 못해서 Markdown으로 썼어요. 여기에는 다음이 없어요: ${namesOf(missing)}.${skipped.length === 0 ? '' : ` 읽지 못한 파일: ${skipped.join(', ')}.`}`
      : `I wrote Markdown instead of a Word file: ${namesOf(missing)} cannot be used here.${skipped.length === 0 ? '' : ` Not read: ${skipped.join(', ')}.`}`;
    return [
      reading,
      writeFile(conversation, 'report.md', asMarkdown(report)),
      natural(`${answer(report, 'report.md', sources, '', korean)}\n\n${why}${note}`),
    ];
  }
  const proof = (conversation.toolResults[at + 1] ?? '').trim();
  return [
    reading,
    runShell(
      runProgram('write_report.py', [JSON.stringify({ title, parts: report.parts }), 'report.docx', korean ? 'ko' : 'en']),
      korean ? '보고서를 쓰고 다시 열어 보기' : 'Write the report and open it again',
    ),
    natural(`${answer(report, 'report.docx', sources, proof, korean)}${note}`),
  ];
}

export const COMBINED_REPORT: Scene = {
  matches: /report\.docx|문서.*보고서|documents.*report/i,
  play: (conversation, korean) => {
    const { attached, toolResults } = conversation;
    const given = attached.filter((file) => READABLE.test(file));
    if (given.length > 0) {
      const packages = ['docx', ...(given.some((file) => /\.pdf$/i.test(file)) ? ['pypdf'] : [])];
      const missing = missingFrom(toolResults[0]);
      const title = korean ? `문서 ${given.length}개를 엮은 보고서` : `Report from ${given.length} documents`;
      return [
        natural(
          korean ? '첨부한 문서를 모두 읽고 보고서 하나로 엮을게요.' : 'I will read all that you attached and make one report of it.',
        ),
        lookForPackages(packages, korean),
        ...(missing === null ? [] : combine(conversation, { files: given, at: 1, missing, title, first: '', note: '' }, korean)),
      ];
    }
    const examples = Object.entries(DOCUMENTS[korean ? 'ko' : 'en']);
    const at = examples.length;
    const missing = missingFrom(toolResults[at]);
    const isComplete = missing?.length === 0;
    return [
      natural(
        korean
          ? '서로 다른 문서 세 개를 예시로 만들고, 모두 읽어 보고서 하나로 엮을게요.'
          : 'I will make up three different documents, read them all and make one report of them.',
      ),
      ...examples.map(([name, text]) => writeFile(conversation, name, text)),
      lookForPackages(['docx'], korean),
      ...(missing === null
        ? []
        : combine(
            conversation,
            {
              files: ['plan.md', 'survey.txt', isComplete ? 'minutes.docx' : 'minutes.txt'],
              at: at + 1,
              missing,
              title: korean ? '주문 화면 개편 보고서 (예시)' : 'Report on the new order page (example)',
              first: isComplete ? `${runProgram('make_docx.py', ['minutes.txt', 'minutes.docx'])}rm minutes.txt\n` : '',
              note: korean ? '\n\n문서의 내용은 모두 지어낸 예시예요.' : '\n\nThe documents are an invented example.',
            },
            korean,
          )),
    ];
  },
};
