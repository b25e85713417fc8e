import { REFERENCE_FOLDER, type RunAgent } from '@oma/contract';
import type { Container } from '../container/container.ts';

/**
 * Stands for the system prompt inside Claude Code; the key proxy puts the agent's own in its place. Claude Code keeps the prompt a conversation began with,
 * so an edited agent would otherwise go on with its old instructions.
 */
export const SYSTEM_PROMPT_PLACE = '[[instructions of the agent]]';

/** Where the model's tools work, as they see it. */
export type PlaceOfWork = Pick<Container, 'workspace' | 'toolbox'>;

const withToolbox = (toolbox: string): string =>
  `For office work python3 has pandas, openpyxl, matplotlib (it draws Korean as it is), pypdf, reportlab and python-docx. A Korean font for PDF files is ${toolbox}/fonts/NanumGothic.ttf.`;
const WITHOUT_TOOLBOX =
  'This machine has no office toolbox: see which Python packages and fonts are here before you rely on one. Nothing can be installed; say what is missing, and do what is possible without it.';

/** What the model is told before the conversation: where it is and what it has there, then what the agent's author wrote. */
export function systemPrompt(agent: RunAgent, { workspace, toolbox }: PlaceOfWork): string {
  const where = [
    `You are "${agent.name}", an agent on a platform where people work with agents in a chat.`,
    `Your working directory is ${workspace}: the workspace of this conversation, kept between turns.`,
    ...referenceLines(agent.config.files),
    ...(agent.config.tools.includes('shell') ? [toolbox === null ? WITHOUT_TOOLBOX : withToolbox(toolbox)] : []),
    'There is no internet. Answer in the language of the person. Answers are shown as Markdown.',
  ].join('\n');
  const { instructions } = agent.config;
  return instructions.trim() === '' ? where : `${where}\n\n# Instructions of this agent\n\n${instructions}`;
}

/** Names as JSON: none can pass for instructions. */
const referenceLines = (files: RunAgent['config']['files']): string[] =>
  files.length === 0
    ? []
    : [
        `${REFERENCE_FOLDER}/ in it holds files that belong to you, the agent, in every conversation; they can only be read. To change one, copy it out of there first. It holds:`,
        ...files.map(({ name, size }) => `- ${JSON.stringify(name)} (${size} bytes)`),
      ];
