/** What a letter is made of. Its words may hold anything: each is escaped here, and only here. */
export type Block =
  | { kind: 'text'; text: string }
  /** Names and values, one pair a line. */
  | { kind: 'facts'; facts: readonly (readonly [name: string, value: string])[] }
  /** What a person wrote, with its line breaks. */
  | { kind: 'quote'; label: string; text: string }
  /** A button; the plain text gives the address. */
  | { kind: 'action'; label: string; url: string; tone: 'strong' | 'plain' }
  | { kind: 'note'; text: string };

export type Content = {
  locale: 'ko' | 'en';
  subject: string;
  /** What a list of letters shows behind the subject. */
  preheader: string;
  blocks: readonly Block[];
  /** Who writes, and where to write to. */
  footer: readonly string[];
};

export type RenderedLetter = { subject: string; text: string; html: string };

export const renderContent = (content: Content): RenderedLetter => ({
  subject: content.subject,
  text: [...content.blocks.map(textOf), `--\n${content.footer.join('\n')}`].join('\n\n') + '\n',
  html: page(content),
});

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
const withBreaks = (text: string): string => escape(text).replaceAll('\n', '<br>');

function textOf(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return block.text;
    case 'facts':
      return block.facts.map(([name, value]) => `${name}: ${value}`).join('\n');
    case 'quote':
      return `${block.label}:\n${block.text
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n')}`;
    case 'action':
      return `${block.label}:\n${block.url}`;
  }
}

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p style="margin:0 0 16px">${withBreaks(block.text)}</p>`;
    case 'note':
      return `<p class="soft" style="margin:0 0 16px;font-size:14px;color:#565d66">${withBreaks(block.text)}</p>`;
    case 'facts':
      return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 16px;border-collapse:collapse">${block.facts
        .map(
          ([name, value]) =>
            `<tr><td class="soft" style="padding:4px 16px 4px 0;vertical-align:top;white-space:nowrap;color:#565d66">${escape(name)}</td>` +
            `<td dir="auto" style="padding:4px 0;vertical-align:top;overflow-wrap:anywhere">${escape(value)}</td></tr>`,
        )
        .join('')}</table>`;
    case 'quote':
      return (
        `<p class="soft" style="margin:0 0 4px;color:#565d66">${escape(block.label)}</p>` +
        `<div class="quote" dir="auto" style="margin:0 0 16px;padding:12px 16px;border-radius:8px;background:#f5f6f7;overflow-wrap:anywhere">${withBreaks(block.text)}</div>`
      );
    case 'action': {
      const look =
        block.tone === 'strong'
          ? 'class="strong" style="display:inline-block;padding:10px 20px;border-radius:8px;border:1px solid #0f6b63;background:#0f6b63;color:#ffffff;text-decoration:none;font-weight:600"'
          : 'class="plain" style="display:inline-block;padding:10px 20px;border-radius:8px;border:1px solid #8b929a;color:#1c1f23;text-decoration:none;font-weight:600"';
      return `<p style="margin:0 0 16px"><a href="${escape(block.url)}" ${look}>${escape(block.label)}</a></p>`;
    }
  }
}

/** Mail programs that know nothing of a dark scheme show the light one of the `style` attributes. */
const DARK =
  '@media (prefers-color-scheme:dark){' +
  'body,.ground{background:#16191c!important;color:#eceef0!important}' +
  '.sheet{background:#1d2125!important;border-color:#343a41!important}' +
  '.quote{background:#23282d!important}.soft{color:#a7aeb7!important}' +
  '.strong{background:#5cc9bc!important;border-color:#5cc9bc!important;color:#16191c!important}' +
  '.plain{color:#eceef0!important;border-color:#7b838c!important}}';

const FONTS = "system-ui,-apple-system,'Apple SD Gothic Neo','Noto Sans KR','Malgun Gothic',sans-serif";

const page = ({ locale, subject, preheader, blocks, footer }: Content): string => `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escape(subject)}</title>
<style>:root{color-scheme:light dark;supported-color-schemes:light dark}${DARK}</style>
</head>
<body style="margin:0;padding:0;background:#f5f6f7;color:#1c1f23">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${escape(preheader)}${'&#847;&zwnj;&nbsp;'.repeat(40)}</div>
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" style="background:#f5f6f7;color:#1c1f23"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #dcdfe3;border-radius:12px;text-align:left"><tr><td style="padding:28px 28px 12px;font:16px/1.6 ${FONTS.replaceAll("'", '&#39;')};word-break:keep-all;overflow-wrap:anywhere">
${blocks.map(htmlOf).join('\n')}
</td></tr></table>
<p class="soft" style="max-width:560px;margin:16px 0 0;font:13px/1.6 ${FONTS.replaceAll("'", '&#39;')};color:#565d66">${footer.map(escape).join('<br>')}</p>
</td></tr></table>
</body>
</html>
`;
