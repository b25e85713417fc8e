import type { Locale } from '@oma/contract';
import type { Conversation, Step } from '../../steps.ts';
import { lines, natural, runShell, type Scene, writeFile } from '../scene.ts';
import { GUIDE } from './guide-example.ts';
import { lookForPackages, missingFrom, namesOf, partsOf, runProgram, stemOf } from './programs.ts';

const TEXT = 'guide.txt';

/** What was read of a page. */
type Page = { number: string; heading: string; sentences: string[] };
type Read = { file: string; total: number; pages: Page[] };

/** A full stop before a figure is as likely part of a date. */
const SENTENCE_END = /(?<=[.!?])\s+(?!\d)/;
const DATE =
  /\d{4}[-./]\s?\d{1,2}[-./]\s?\d{1,2}|(\d{4}년 )?\d{1,2}월 \d{1,2}일|다음 달 \d{1,2}일|\d{1,2}시|(January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(, \d{4})?|\d{1,2} [ap]m|the \d{1,2}(st|nd|rd|th) of the next month/;

function readingOf(file: string, output: string): Read {
  const parts = partsOf(output);
  const pages = parts.map(({ name, lines: [heading = '', ...rest] }) => ({
    number: name.split('/')[0] ?? '',
    heading: heading.slice(0, 80),
    sentences: rest
      .join(' ')
      .split(SENTENCE_END)
      .map((sentence) => sentence.slice(0, 200))
      .filter((sentence) => sentence !== ''),
  }));
  return { file, total: Number(parts[0]?.name.split('/')[1] ?? 0), pages };
}

const at = (page: Page, korean: boolean): string => (korean ? `(${page.number}쪽)` : `(p. ${page.number})`);

/** What was not read, so that nobody takes the rest for all. */
function gaps({ pages, total }: Read, korean: boolean): string[] {
  const empty = pages.filter(({ heading }) => heading === '').map(({ number }) => number);
  return [
    ...(empty.length === 0
      ? []
      : [korean ? `글자를 읽지 못한 쪽: ${empty.join(', ')}` : `Pages without any text that could be read: ${empty.join(', ')}`]),
    ...(total <= pages.length
      ? []
      : [
          korean
            ? `전체 ${total}쪽 가운데 앞의 ${pages.length}쪽만 읽었어요.`
            : `Only the first ${pages.length} of ${total} pages were read.`,
        ]),
  ];
}

/** The first sentence of each page, and all that have a figure in them, to the letter, each with its page. */
function summaryOf(read: Read, korean: boolean): string {
  const full = read.pages.filter(({ heading }) => heading !== '');
  const figures = full.flatMap((page) => page.sentences.filter((one) => /\d/.test(one)).map((one) => `- ${one} ${at(page, korean)}`));
  return lines(
    `# ${korean ? `\`${read.file}\` 요약` : `Summary of \`${read.file}\``}`,
    '',
    korean
      ? '괄호 안이 쪽 번호예요. 문장은 문서에서 그대로 옮겼어요.'
      : 'Page numbers are in brackets. The sentences are taken from the document to the letter.',
    '',
    `## ${korean ? '쪽별 요지' : 'Page by page'}`,
    '',
    ...full.map((page) => `- **${page.heading}**: ${page.sentences[0] ?? '–'} ${at(page, korean)}`),
    '',
    `## ${korean ? '숫자와 기한' : 'Figures and deadlines'}`,
    '',
    ...(figures.length === 0 ? [korean ? '없음' : 'None'] : figures),
    ...gaps(read, korean).flatMap((gap) => ['', gap]),
  );
}

/** Every sentence with a date or a time, in the order of the pages. */
function deadlinesOf(read: Read, korean: boolean): string {
  const rows = read.pages.flatMap((page) =>
    page.sentences.flatMap((sentence) => {
      const date = DATE.exec(sentence)?.[0];
      return date === undefined ? [] : [`| ${date} | ${sentence.replaceAll('|', '\\|')} | ${page.number} |`];
    }),
  );
  return lines(
    `# ${korean ? `\`${read.file}\`의 날짜와 기한` : `Dates and deadlines in \`${read.file}\``}`,
    '',
    korean ? '| 날짜·시각 | 내용 | 쪽 |' : '| Date or time | What it says | Page |',
    '|---|---|---:|',
    ...rows,
    ...gaps(read, korean).flatMap((gap) => ['', gap]),
  );
}

/** What is to be made of the pages. `aim`: what the example is read for; `done`: the first words of the answer. */
type Task = {
  file: string;
  write: (read: Read, korean: boolean) => string;
  aim: Readonly<Record<Locale, string>>;
  done: Readonly<Record<Locale, string>>;
};

/** The rest of the scene, once the pages are there: writes the file, and tells what is in it. */
function finish(conversation: Conversation, task: Task, read: Read, made: readonly string[], korean: boolean): Step[] {
  const text = task.write(read, korean);
  return [
    writeFile(conversation, task.file, text),
    natural(
      `${task.done[korean ? 'ko' : 'en']}\n\n${text.split('\n').slice(2).join('\n').trimEnd()}\n\n${korean ? '만든 파일:' : 'Files:'}\n\n${[`- \`${task.file}\``, ...made.map((file) => `- \`${file}\``)].join('\n')}`,
    ),
  ];
}

const TEXT_PAGES = `awk -v total="$(($(grep -c '^---$' ${TEXT}) + 1))" 'BEGIN { printf "[[%d/%d]]\\n", ++page, total } /^---$/ { printf "[[%d/%d]]\\n", ++page, total; next } { print }' ${TEXT}`;

function playTask(task: Task, conversation: Conversation, korean: boolean): Step[] {
  const { attached, toolResults } = conversation;
  const given = attached.find((file) => /\.pdf$/i.test(file));
  if (given !== undefined) {
    const missing = missingFrom(toolResults[0]);
    return [
      natural(korean ? '첨부한 PDF를 쪽마다 읽을게요.' : 'I will read the PDF you attached, page by page.'),
      lookForPackages(['pypdf'], korean),
      ...(missing === null
        ? []
        : missing.length > 0
          ? [
              natural(
                korean
                  ? `PDF의 글자를 읽지 못했어요. 여기에는 다음이 없어요: ${namesOf(missing)}. 글자를 복사해 붙여 주시면 그 글로 할 수 있어요.`
                  : `I could not read the PDF: ${namesOf(missing)} cannot be used here. Paste its text and I can go by that.`,
              ),
            ]
          : [
              runShell(runProgram('read_pdf.py', [given]), korean ? '쪽마다 글자 읽기' : 'Read the text of each page'),
              ...(toolResults[1] === undefined
                ? []
                : finish(conversation, { ...task, file: `${stemOf(given)}-${task.file}` }, readingOf(given, toolResults[1]), [], korean)),
            ]),
    ];
  }
  const missing = missingFrom(toolResults[1]);
  const isComplete = missing?.length === 0;
  const none = namesOf(missing ?? []);
  const said: Task = {
    ...task,
    done: {
      ko: `${isComplete ? '' : `PDF는 만들지 못했어요. 여기에는 다음이 없어요: ${none}. 쪽을 나눈 글로 대신했어요. `}${task.done.ko} 안내서는 지어낸 예시예요.`,
      en: `${isComplete ? '' : `I could not make a PDF: ${none} cannot be used here. I went by a text with pages instead. `}${task.done.en} The guide is an invented example.`,
    },
  };
  return [
    natural(
      korean
        ? `네 쪽짜리 안내서를 예시로 만들고, 쪽마다 읽어 ${task.aim.ko}.`
        : `I will make up a guide of four pages and read it page by page for ${task.aim.en}.`,
    ),
    writeFile(conversation, TEXT, GUIDE[korean ? 'ko' : 'en']),
    lookForPackages(['pypdf', 'reportlab', 'matplotlib'], korean),
    ...(missing === null
      ? []
      : [
          isComplete
            ? runShell(
                `${runProgram('make_pdf.py', [TEXT, 'guide.pdf'])}${runProgram('read_pdf.py', ['guide.pdf'])}`,
                korean ? 'PDF를 만들고 쪽마다 읽기' : 'Make the PDF and read each page',
              )
            : runShell(TEXT_PAGES, korean ? '쪽마다 글 읽기' : 'Read the text of each page'),
        ]),
    ...(toolResults[2] === undefined
      ? []
      : finish(
          conversation,
          said,
          readingOf(isComplete ? 'guide.pdf' : TEXT, toolResults[2]),
          isComplete ? ['guide.pdf', TEXT] : [TEXT],
          korean,
        )),
  ];
}

const scene = (matches: RegExp, task: Task): Scene => ({ matches, play: (conversation, korean) => playTask(task, conversation, korean) });

export const PDF_SUMMARY = scene(/pdf.*(요약|간추|summar)|summar.*pdf/i, {
  file: 'summary.md',
  write: summaryOf,
  aim: { ko: '간추릴게요', en: 'a summary' },
  done: { ko: '쪽마다 요지를 적고 쪽 번호를 붙였어요.', en: 'Here is the gist of each page, with page numbers.' },
});

export const PDF_DEADLINES = scene(/pdf.*(기한|날짜|deadline|dates)|(deadline|dates).*pdf/i, {
  file: 'deadlines.md',
  write: deadlinesOf,
  aim: { ko: '날짜와 기한을 찾을게요', en: 'its dates and deadlines' },
  done: {
    ko: '날짜와 기한이 있는 문장을 쪽 번호와 함께 모았어요.',
    en: 'These are the sentences with a date or a deadline, with page numbers.',
  },
});
