import { css } from 'lit';
import { codeStyles } from '../styles/code.ts';

/** How Markdown looks inside an `oma-text`. */
export const textStyles = [
  codeStyles,
  css`
    oma-text {
      overflow-wrap: anywhere;
    }
    oma-text .block > :first-child {
      margin-top: 0;
    }
    oma-text .block > :last-child {
      margin-bottom: 0;
    }
    oma-text .block + .block {
      margin-top: var(--space-3);
    }
    oma-text .block + .block:has(> :is(h1, h2, h3, h4, h5, h6)) {
      margin-top: var(--space-5);
    }
    oma-text hr {
      height: 1px;
      margin: var(--space-5) 0;
      border: 0;
      background: var(--line);
    }
    oma-text h1,
    oma-text h2,
    oma-text h3,
    oma-text h4,
    oma-text h5,
    oma-text h6 {
      font-size: var(--text-4);
      line-height: 1.4;
      margin: var(--space-4) 0 var(--space-2);
    }
    oma-text h3,
    oma-text h4,
    oma-text h5,
    oma-text h6 {
      font-size: var(--text-3);
    }
    oma-text code {
      font-family: var(--font-code);
      font-size: 0.9em;
      background: var(--surface-low);
      padding: 0.1em 0.35em;
      border-radius: var(--radius-small);
    }
    oma-text pre {
      margin: 0;
      padding: var(--space-3);
      background: var(--surface-low);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      overflow: auto;
      white-space: pre;
      word-break: normal;
      overflow-wrap: normal;
    }
    oma-text pre code {
      padding: 0;
      background: none;
    }
    oma-text oma-code > pre {
      border: 0;
      border-radius: 0;
      background: none;
    }
    oma-text oma-code > pre:focus-visible {
      outline-offset: -2px;
    }
    oma-text pre.plain {
      white-space: break-spaces;
      overflow-wrap: anywhere;
      max-height: 60vh;
    }
    oma-text .cut {
      margin: var(--space-2) 0 0;
      color: var(--ink-soft);
      font-size: var(--text-2);
    }
    oma-text blockquote {
      margin: 0;
      padding-left: var(--space-3);
      border-left: 3px solid var(--line);
      color: var(--ink-soft);
    }
    oma-text ul,
    oma-text ol {
      padding-left: 1.4em;
      margin: 0;
    }
    /* With each list that has marks of its own Chromium counts all of a long page anew; ours are text beside its items. */
    oma-text ul {
      counter-reset: none;
    }
    oma-text ul > li {
      display: block;
      counter-increment: none;
    }
    oma-text ul > li::before {
      content: '•';
      float: inline-start;
      margin-inline-start: -0.9em;
    }
    oma-text ul ul > li::before {
      content: '◦';
    }
    oma-text .loose > li + li {
      margin-top: 1em;
    }
    oma-text ul > li:has(> input) {
      margin-left: -1.4em;
    }
    oma-text ul > li:has(> input)::before {
      content: none;
    }
    oma-text li input {
      width: auto;
      min-height: 0;
      margin-right: var(--space-1);
    }
    oma-text .table {
      overflow-x: auto;
    }
    oma-text table {
      border-collapse: collapse;
      font-size: var(--text-2);
    }
    oma-text th,
    oma-text td {
      border: 1px solid var(--line);
      padding: var(--space-1) var(--space-3);
      white-space: nowrap;
    }
    oma-text th {
      background: var(--surface-low);
    }
    oma-text th:not([align]) {
      text-align: start;
    }
    oma-text a[href] {
      color: var(--accent);
    }
    oma-text a:not([href]) {
      color: inherit;
    }
  `,
];
