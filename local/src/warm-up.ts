import { paths, type Ports } from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';

/**
 * Asks every part once before `Ready`, several times at once where the functions emulator gives each concurrent request a process of its own: the first
 * person would otherwise wait for those. `triggersFinished` counts the calls of the message trigger that have ended.
 */
export async function warmUp(given: {
  project: string;
  ports: Ports;
  triggersFinished: () => number;
  waitUntil: (isSo: () => Promise<boolean>) => Promise<boolean>;
}): Promise<boolean> {
  const { ports } = given;
  const health = async (): Promise<boolean> => {
    const response = await fetch(`http://127.0.0.1:${ports.hosting}/api/health`);
    await response.arrayBuffer();
    return response.ok;
  };
  if (!(await given.waitUntil(health))) return false;
  const firestore = new Firestore({
    projectId: given.project,
    host: `127.0.0.1:${ports.firestore}`,
    ssl: false,
    customHeaders: { authorization: 'Bearer owner' },
  });
  try {
    // An id that is no question's: the trigger is called and has nothing to do.
    const places = [1, 2, 3].map((number) => firestore.doc(`${paths.messages('warm-up')}/warm-up-${number}`));
    const before = given.triggersFinished();
    const [answers] = await Promise.all([
      Promise.all([health(), health(), health()]),
      ...places.map((place) => place.set({ at: Date.now() })),
    ]);
    const rang = await given.waitUntil(() => Promise.resolve(given.triggersFinished() >= before + places.length));
    await Promise.all(places.map((place) => place.delete()));
    return rang && answers.every(Boolean);
  } finally {
    await firestore.terminate();
  }
}
