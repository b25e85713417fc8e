import { type Handler, sendJson, serve } from '../json-server.ts';
import { openLetters } from './letters.ts';
import { ASSETS, CONTENT_SECURITY_POLICY, previewPage } from './pages.ts';
import { readSamples } from './preview.ts';
import { startSmtp } from './smtp.ts';

export type Mailbox = { close(): Promise<void> };

/** The mailbox of this machine: SMTP on one port; a page, its JSON and a preview of every letter on the other. */
export async function startMailbox(given: {
  ports: { mailbox: number; smtp: number };
  /** Where letters are kept. */
  file: string;
  /** The built templates. */
  templatesFile: string;
}): Promise<Mailbox> {
  const letters = openLetters(given.file);
  const handle: Handler = async (request, response, url) => {
    const sendPage = (type: string, body: string): true => {
      response.writeHead(200, {
        'content-type': type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      response.end(body);
      return true;
    };
    if (url.pathname === '/messages' && request.method === 'DELETE') {
      await letters.clear();
      response.writeHead(204).end();
      return true;
    }
    if (request.method !== 'GET') return false;
    if (url.pathname === '/messages') {
      sendJson(response, 200, letters.list());
      return true;
    }
    if (url.pathname === '/preview') return sendPage('text/html; charset=utf-8', previewPage(await readSamples(given.templatesFile)));
    const asset = ASSETS[url.pathname];
    return asset === undefined ? false : sendPage(asset.type, asset.read());
  };
  const http = await serve(given.ports.mailbox, [handle]);
  const smtp = await startSmtp(given.ports.smtp, (letter) => letters.add(letter));
  return {
    async close() {
      http.close();
      http.closeAllConnections();
      await smtp.close();
    },
  };
}
