import { readFileSync } from 'node:fs';
import type { SampleLetter } from './preview.ts';

const asset = (name: string): string => readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8');

/** What the pages load from this folder. */
export const ASSETS: Readonly<Record<string, { type: string; read: () => string }>> = {
  '/': { type: 'text/html; charset=utf-8', read: () => asset('mailbox.html') },
  '/mailbox.js': { type: 'text/javascript; charset=utf-8', read: () => asset('mailbox.js') },
  '/mailbox.css': { type: 'text/css; charset=utf-8', read: () => asset('mailbox.css') },
};

/** A letter is shown in a frame that inherits this: no script, no picture from outside, whatever is in it. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** Every letter of the platform, one below the other, Korean beside English. */
export function previewPage(samples: readonly SampleLetter[]): string {
  const names = [...new Set(samples.map(({ name }) => name))];
  const letter = ({ locale, subject, text, html }: SampleLetter): string =>
    `<article><h3><small>${escape(locale)}</small> ${escape(subject)}</h3>` +
    `<iframe sandbox title="${escape(subject)}" srcdoc="${escape(html)}"></iframe>` +
    `<details><summary>Plain text</summary><pre>${escape(text)}</pre></details></article>`;
  const sections = names.map(
    (name) =>
      `<section><h2>${escape(name)}</h2><div class="pair">${samples
        .filter((sample) => sample.name === name)
        .map(letter)
        .join('')}</div></section>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Every letter</title>
<link rel="stylesheet" href="/mailbox.css">
<body class="preview">
<header><h1>Every letter</h1><a href="/">Mailbox</a></header>
<main>${sections.join('')}</main>
</body>
</html>
`;
}
