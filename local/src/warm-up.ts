import { type ClaimRequest, type MailDocument, paths, type Ports, PROTOCOL_VERSION } from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';

/**
 * Asks every part once before `Ready`, several times at once where the functions emulator gives each concurrent request a process of its own: the first
 * person would otherwise wait for those. `isHealthy` asks the API; `triggersFinished` counts the calls of the triggers for messages and letters that have ended.
 */
export async function warmUp(given: {
  project: string;
  ports: Ports;
  isHealthy: () => Promise<boolean>;
  triggersFinished: () => number;
  waitUntil: (isSo: () => Promise<boolean>) => Promise<boolean>;
}): Promise<boolean> {
  const { ports } = given;
  const firestore = new Firestore({
    projectId: given.project,
    host: `127.0.0.1:${ports.firestore}`,
    ssl: false,
    customHeaders: { authorization: 'Bearer owner' },
  });
  try {
    // Messages of no session, a letter that was sent, a run that does not exist: each is looked up, and nothing is to do.
    const messages = [1, 2, 3].map((number) => firestore.doc(`${paths.messages('warm-up')}/${String(number).padStart(26, '0')}`));
    const letter = firestore.doc(paths.mail('warm-up'));
    const places = [...messages, letter];
    const before = given.triggersFinished();
    const [answers] = await Promise.all([
      Promise.all([1, 2, 3].map(() => given.waitUntil(given.isHealthy))),
      ...messages.map((place) => place.set({ at: Date.now() })),
      letter.set(sentLetter(new Date())),
      claimNothing(ports.runs),
    ]);
    const rang = await given.waitUntil(() => Promise.resolve(given.triggersFinished() >= before + places.length));
    await Promise.all(places.map((place) => place.delete()));
    return rang && answers.every(Boolean);
  } finally {
    await firestore.terminate();
  }
}

async function claimNothing(port: number): Promise<void> {
  const claim: ClaimRequest = {
    run_id: `run_${'0'.repeat(20)}`,
    code: '0'.repeat(43),
    nonce: '0'.repeat(32),
    execution: '',
    protocol: PROTOCOL_VERSION,
  };
  const response = await fetch(`http://127.0.0.1:${port}/claim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(claim),
  });
  await response.arrayBuffer();
}

const sentLetter = (now: Date): MailDocument => ({
  to: ['nobody@example.com'],
  template: { name: 'approved', locale: 'ko', data: { name: '', reason: null } },
  created_at: now,
  delivery: {
    state: 'SUCCESS',
    attempts: 0,
    lease_until: null,
    next_attempt_at: null,
    started_at: null,
    ended_at: now,
    error: null,
    message_id: null,
  },
  expire_at: now,
});
