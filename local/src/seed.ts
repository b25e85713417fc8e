import { DEFAULT_SETTINGS, DEMO_PEOPLE, newUser, paths, type UserDocument } from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';
import { signInOnEmulator } from './auth-emulator.ts';

/**
 * Creates the demo people and the settings where they are missing. Works on emulators of a `demo-` project only. Answers whether this is the first start:
 * nothing of it was there. Takes another emulator that the environment names out of it.
 */
export async function seed(given: { project: string; firestoreHost: string; authHost: string }): Promise<boolean> {
  if (!given.project.startsWith('demo-')) throw new Error('only a demo- project is seeded');
  // Firestore's client obeys it before all else, and would seed whatever the shell of this start means by it.
  delete process.env['FIRESTORE_EMULATOR_HOST'];
  const firestore = new Firestore({
    projectId: given.project,
    host: given.firestoreHost,
    ssl: false,
    customHeaders: { authorization: 'Bearer owner' },
  });
  try {
    const settings = firestore.doc(paths.settings);
    const hadSettings = (await settings.get()).exists;
    if (!hadSettings) await settings.set(DEFAULT_SETTINGS);
    const hadPeople = await Promise.all(
      DEMO_PEOPLE.map(async (person) => {
        const { uid } = await signInOnEmulator(given.authHost, person);
        const user = firestore.doc(paths.user(uid));
        const { exists } = await user.get();
        if (!exists) await user.set(demoUser(person));
        return exists;
      }),
    );
    return !hadSettings && !hadPeople.some(Boolean);
  } finally {
    await firestore.terminate();
  }
}

type DemoPerson = (typeof DEMO_PEOPLE)[number];

const demoUser = (person: DemoPerson): UserDocument =>
  newUser(new Date(), {
    google_id: person.sub,
    email: person.email,
    name: person.name,
    verified_email: true,
    beta_approved: person.approved,
    beta_status: person.approved ? 'approved' : 'none',
    decision_seq: person.approved ? 1 : 0,
    admin: person.sub === 'demo-admin',
  });
