import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.webmanifest': 'application/manifest+json',
};
/** Pictures are small already. */
const AS_IT_IS = new Set(['.webp', '.png', '.jpg']);

/** Serves a folder's files as the hosting does, compressed, on a free port of this machine. What is asked for twice is compressed once. */
export async function serveFolder(folder: string): Promise<{ url: string; close(): void }> {
  const answers = new Map<string, { body: Buffer; headers: Record<string, string> }>();
  const answerTo = (name: string) => {
    const file = path.join(folder, name);
    if (!file.startsWith(folder) || !existsSync(file)) return null;
    const type = path.extname(file);
    const content = readFileSync(file);
    const headers = { 'content-type': TYPES[type] ?? 'application/octet-stream' };
    return AS_IT_IS.has(type)
      ? { body: content, headers }
      : { body: gzipSync(content), headers: { ...headers, 'content-encoding': 'gzip' } };
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname === '/' ? '/index.html' : pathname;
    const answer = answers.get(name) ?? answerTo(name);
    if (answer === null) {
      response.writeHead(404).end();
      return;
    }
    answers.set(name, answer);
    response.writeHead(200, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
