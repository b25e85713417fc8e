import { createServer } from 'node:net';

/** The first of these ports that something else listens on; null if all are free. */
export async function takenPort(ports: Readonly<Record<string, number>>): Promise<{ name: string; port: number } | null> {
  for (const [name, port] of Object.entries(ports)) if (!(await isFree(port))) return { name, port };
  return null;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
