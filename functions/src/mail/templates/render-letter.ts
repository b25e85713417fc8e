import { type MailTemplate, unreachable } from '@oma/contract';
import { decided } from './decided.ts';
import { type Applicant, digest } from './digest.ts';
import { type Content, type RenderedLetter, renderContent } from './layout.ts';
import type { DecisionLinks, LetterHead } from './letter-head.ts';
import { notice } from './notice.ts';
import { oneLine } from './plain.ts';
import { receipt } from './receipt.ts';
import { type ToldWork, workEnded } from './work-ended.ts';

/**
 * What a letter says that is not kept with it. `links` are for a notice; without them it leads to the admin page alone. `waiting` are the people whom
 * a digest names, and `more` how many wait besides. `work` is whose work a letter tells of, and in which conversation.
 */
export type AddedWhenSent = { links: DecisionLinks | null; waiting: readonly Applicant[]; more: number; work: ToldWork | null };

/** A letter that keeps all it says. */
export const NOTHING_ADDED: AddedWhenSent = { links: null, waiting: [], more: 0, work: null };

/** Writes a letter out. Pure. */
export function renderLetter(template: MailTemplate, head: LetterHead, added: AddedWhenSent): RenderedLetter {
  return renderContent(contentOf(template, { ...head, platformName: oneLine(head.platformName) }, added));
}

function contentOf(template: MailTemplate, head: LetterHead, { links, waiting, more, work }: AddedWhenSent): Content {
  switch (template.name) {
    case 'receipt':
      return receipt(template, head);
    case 'notice':
      return notice(template, head, links);
    case 'digest':
      return digest(template, head, { waiting, more });
    case 'work_ended':
      return workEnded(template, head, work);
    case 'approved':
    case 'denied':
    case 'revoked':
    case 'undone':
      return decided(template, head);
    default:
      return unreachable(template);
  }
}
