import { type MailTemplate, unreachable } from '@oma/contract';
import { decided } from './decided.ts';
import { digest } from './digest.ts';
import { type Content, type RenderedLetter, renderContent } from './layout.ts';
import type { DecisionLinks, LetterHead } from './letter-head.ts';
import { notice } from './notice.ts';
import { oneLine } from './plain.ts';
import { receipt } from './receipt.ts';

/** Writes a letter out. Pure. `links` are for a notice; without them it leads to the admin page alone. */
export function renderLetter(template: MailTemplate, head: LetterHead, links: DecisionLinks | null): RenderedLetter {
  return renderContent(contentOf(template, { ...head, platformName: oneLine(head.platformName) }, links));
}

function contentOf(template: MailTemplate, head: LetterHead, links: DecisionLinks | null): Content {
  switch (template.name) {
    case 'receipt':
      return receipt(template, head);
    case 'notice':
      return notice(template, head, links);
    case 'digest':
      return digest(template, head);
    case 'approved':
    case 'denied':
    case 'revoked':
    case 'undone':
      return decided(template, head);
    default:
      return unreachable(template);
  }
}
