import { DEFAULT_SETTINGS, DEMO_PEOPLE, newUser, paths, type UserDocument } from '@oma/contract';
import { Firestore } from '@google-cloud/firestore';

/** Creates the demo people and the settings where they are missing. Works on emulators of a `demo-` project only. */
export async function seed(given: { project: string; firestoreHost: string; authHost: string }): Promise<void> {
  if (!given.project.startsWith('demo-')) throw new Error('only a demo- project is seeded');
  const firestore = new Firestore({
    projectId: given.project,
    host: given.firestoreHost,
    ssl: false,
    customHeaders: { authorization: 'Bearer owner' },
  });
  try {
    const settings = firestore.doc(paths.settings);
    if (!(await settings.get()).exists) await settings.set(DEFAULT_SETTINGS);
    await Promise.all(
      DEMO_PEOPLE.map(async (person) => {
        const uid = await signInOnce(given.authHost, person);
        const user = firestore.doc(paths.user(uid));
        if (!(await user.get()).exists) await user.set(demoUser(person));
      }),
    );
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

/** Makes the account on the Auth emulator as a Google sign-in does; answers its uid. */
async function signInOnce(authHost: string, person: DemoPerson): Promise<string> {
  const idToken = JSON.stringify({ sub: person.sub, email: person.email, email_verified: true, name: person.name });
  const response = await fetch(`http://${authHost}/identitytoolkit.googleapis.com/v1/accounts:signInWithIdp?key=demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      postBody: `providerId=google.com&id_token=${encodeURIComponent(idToken)}`,
      requestUri: 'http://localhost',
      returnSecureToken: true,
    }),
  });
  const answer: unknown = await response.json();
  if (typeof answer === 'object' && answer !== null && 'localId' in answer && typeof answer.localId === 'string') return answer.localId;
  throw new Error(`the Auth emulator did not make ${person.email}`);
}
