import DOMPurify from 'dompurify';
import { marked } from 'marked';

const ALLOWED_TAGS = [
  ...['p', 'br', 'hr', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'input', 'sup', 'sub'],
];

/**
 * The one sanitiser: whatever a model or a person wrote passes here before it is HTML. Text and its structure only; no script, style, form, frame or
 * image (an image's address would tell a stranger that the page is open), and links to the web and to mail only. `isGrowing`: more may follow.
 */
export function toSafeHtml(markdown: string, isGrowing: boolean): string {
  const html = marked.parse(markdown, { async: false, gfm: true });
  const clean = DOMPurify.sanitize(html, {
    ALLOWED_TAGS,
    ALLOWED_ATTR: ['href', 'title', 'align', 'class', 'type', 'checked', 'disabled', 'start'],
    // The address check would judge these too, and find no address in them.
    ADD_URI_SAFE_ATTR: ['align', 'class', 'type', 'checked', 'disabled', 'start'],
    ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of clean.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer nofollow';
  }
  for (const field of clean.querySelectorAll('input')) {
    field.type = 'checkbox';
    field.disabled = true;
  }
  for (const table of clean.querySelectorAll('table')) {
    const scroller = document.createElement('div');
    scroller.className = 'table';
    scroller.tabIndex = 0;
    table.replaceWith(scroller);
    scroller.append(table);
  }
  for (const code of clean.querySelectorAll('pre > code')) frame(code, isGrowing);
  const holder = document.createElement('div');
  holder.append(clean);
  return holder.innerHTML;
}

/** Puts a block of code into the element that shows its language and copies it. */
function frame(code: Element, isGrowing: boolean): void {
  const block = code.parentElement;
  if (block === null || block.parentElement?.localName === 'oma-code') return;
  const element = document.createElement('oma-code');
  element.setAttribute('language', languageIn(/(?:^|\s)language-(\S+)/.exec(code.className)?.[1] ?? ''));
  element.toggleAttribute('growing', isGrowing);
  block.tabIndex = 0;
  block.replaceWith(element);
  element.append(block);
}

/** The language that the line above a block of code names. */
export const languageIn = (given: string): string => /^[\w#+.-]{1,40}(?=\s|$)/.exec(given)?.[0] ?? '';
