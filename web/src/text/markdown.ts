import { msg } from '@lit/localize';
import DOMPurify from 'dompurify';
import { Lexer, Parser } from 'marked';

const ALLOWED_TAGS = [
  ...['p', 'br', 'hr', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'input', 'sup', 'sub'],
];

/** A longer piece is shown as it was written: no layout of it would be readable. */
const LONGEST_PIECE = 50_000;
/** Of a longer paragraph, or of more of them in one block, no layout would be readable; and the time to read one grows with the square of its length. */
const LONGEST_PARAGRAPH = 5000;
const MOST_PARAGRAPHS = 5000;
/** The sanitiser moves what stands in forbidden elements up, level by level. */
const MOST_TAGS = 1000;

/** Markdown as HTML that is not to be trusted yet; null where it is better shown as it was written. */
export function toRawHtml(markdown: string): string | null {
  if (markdown.length > LONGEST_PIECE || markdown.split('<').length > MOST_TAGS) return null;
  try {
    const lexer = new Lexer({ gfm: true });
    const tokens = lexer.blockTokens(markdown, []);
    const paragraphs = lexer.inlineQueue;
    if (paragraphs.length > MOST_PARAGRAPHS || paragraphs.some(({ src }) => src.length > LONGEST_PARAGRAPH)) return null;
    for (const { src, tokens: inside } of paragraphs) lexer.inlineTokens(src, inside);
    return Parser.parse(tokens, { gfm: true });
  } catch {
    // It calls itself once for each level of emphasis in emphasis, and there may be more of those than the stack has room for; and it has faults.
    return null;
  }
}

/** Markdown as HTML of the page. Null where it is better shown as it was written. `isGrowing`: more may follow. */
export function toSafeHtml(markdown: string, isGrowing: boolean): string | null {
  return sanitised(markdown, isGrowing)?.innerHTML ?? null;
}

/** The items of Markdown that is a list and nothing else, as `toSafeHtml` gives them. Null also where it is more than a list. */
export function toSafeItems(markdown: string, isGrowing: boolean): string | null {
  const holder = sanitised(markdown, isGrowing);
  const list = holder?.querySelector(':scope > :is(ul, ol):only-child') ?? null;
  return holder === null || list === null || hasMore(holder, list) ? null : list.innerHTML;
}

/** What is in the head (`thead`) or in the body (`tbody`) of Markdown that is a table and nothing else. Null also where it is more than a table. */
export function toSafeRows(markdown: string, part: 'thead' | 'tbody'): string | null {
  const holder = sanitised(markdown, false);
  const table = holder?.querySelector(':scope > .table:only-child > table:only-child') ?? null;
  return holder === null || table === null || hasMore(holder, table) ? null : (table.querySelector(`:scope > ${part}`)?.innerHTML ?? '');
}

/** Whether words stand beside an element: what was written has broken out of it. */
const hasMore = (holder: Element, element: Element): boolean => holder.textContent.trim() !== element.textContent.trim();

/**
 * The one sanitiser: whatever a model or a person wrote passes here before it is HTML. Text and its structure only; no script, style, form, frame or
 * image (an image's address would tell a stranger that the page is open), links to the web and to mail only, and no name of a style: nothing that is written
 * can look like the page's own words. Null where it is better shown as it was written.
 */
function sanitised(markdown: string, isGrowing: boolean): HTMLElement | null {
  const html = toRawHtml(markdown);
  if (html === null) return null;
  const clean = DOMPurify.sanitize(html, {
    ALLOWED_TAGS,
    ALLOWED_ATTR: ['href', 'title', 'align', 'class', 'type', 'checked', 'disabled', 'start'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
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
    field.ariaLabel = field.checked ? msg('한 일', { id: 'task-done' }) : msg('할 일', { id: 'task-open' });
  }
  for (const code of clean.querySelectorAll('pre > code')) frame(code, isGrowing);
  for (const named of clean.querySelectorAll('[class]')) named.removeAttribute('class');
  for (const table of clean.querySelectorAll('table')) {
    const scroller = document.createElement('div');
    scroller.className = 'table';
    scroller.tabIndex = 0;
    table.replaceWith(scroller);
    scroller.append(table);
  }
  const holder = document.createElement('div');
  holder.append(clean);
  return holder;
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
