/** Ports of a developer's machine; `npm start -- --port-offset N` adds N to each. */
export const PORTS = {
  hosting: 5000,
  functions: 5001,
  runs: 5002,
  tasks: 5003,
  firestore: 8080,
  auth: 9099,
  cloud: 9020,
  mailbox: 9025,
  smtp: 9026,
  model: 9030,
} as const;
export type Ports = { -readonly [K in keyof typeof PORTS]: number };

export const portsAt = (offset: number): Ports => ({
  hosting: PORTS.hosting + offset,
  functions: PORTS.functions + offset,
  runs: PORTS.runs + offset,
  tasks: PORTS.tasks + offset,
  firestore: PORTS.firestore + offset,
  auth: PORTS.auth + offset,
  cloud: PORTS.cloud + offset,
  mailbox: PORTS.mailbox + offset,
  smtp: PORTS.smtp + offset,
  model: PORTS.model + offset,
});

export const DEMO_PROJECT = 'demo-oh-my-agent';
export const REGION = 'asia-northeast3';

/** The people of the account chooser on a developer's machine. Their uid there is their `sub`. */
export const DEMO_PEOPLE = [
  { sub: 'demo-admin', email: 'admin@example.com', name: 'Admin', approved: true },
  { sub: 'demo-member', email: 'member@example.com', name: 'Member', approved: true },
  { sub: 'demo-guest', email: 'guest@example.com', name: 'Guest', approved: false },
] as const;

/**
 * Further people of the demo, who have applied; the account chooser does not offer them. The mailbox of a developer's machine refuses letters to
 * `refused.example.com`, so that one letter has failed.
 */
export const DEMO_APPLICANTS = [
  { sub: 'demo-seoyeon', email: 'seoyeon.kim@example.com', name: '김서연' },
  { sub: 'demo-daniel', email: 'daniel.reyes@refused.example.com', name: 'Daniel Reyes' },
  { sub: 'demo-dohyun', email: 'dohyun.park@example.com', name: '박도현' },
] as const;
