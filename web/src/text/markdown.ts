import DOMPurify from 'dompurify';
import { marked } from 'marked';

const ALLOWED_TAGS = [
  ...['p', 'br', 'hr', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'input', 'sup', 'sub'],
];

/**
 * The one sanitiser: whatever a model or a person wrote passes here before it is HTML. Text and its structure only; no script, style, form, frame or
 * image (an image's address would tell a stranger that the page is open), and links to the web and to mail only.
 */
export function toSafeHtml(markdown: string): string {
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
  for (const code of clean.querySelectorAll('pre > code')) addTop(code);
  const holder = document.createElement('div');
  holder.append(clean);
  return holder.innerHTML;
}

/** Puts the line with the language and the button above a block of code. */
function addTop(code: Element): void {
  const block = code.parentElement;
  if (block === null || block.parentElement?.className === 'code') return;
  const top = document.createElement('oma-code-top');
  top.setAttribute('language', /(?:^|\s)language-([\w#+.-]{1,40})(?:\s|$)/.exec(code.className)?.[1] ?? '');
  const frame = document.createElement('div');
  frame.className = 'code';
  block.tabIndex = 0;
  block.replaceWith(frame);
  frame.append(top, block);
}
