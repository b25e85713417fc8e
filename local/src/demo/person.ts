import type { Ports } from '@oma/contract';
import { signInOnEmulator } from '../auth-emulator.ts';
import { stepSignal } from './step.ts';

/** Somebody who uses the platform from outside, as a page does for a person. */
export type Person = {
  uid: string;
  idToken: string;
  /** Resolves with the body of the answer; throws where it is a refusal. */
  api(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<unknown>;
};

/** Signs a person in, on the Auth emulator and on the platform. After `signal` has aborted, their calls throw. */
export async function enter(ports: Ports, given: { sub: string; email: string; name: string }, signal: AbortSignal): Promise<Person> {
  const { uid, idToken } = await signInOnEmulator(`127.0.0.1:${ports.auth}`, given);
  const api: Person['api'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`http://127.0.0.1:${ports.hosting}${path}`, {
      method,
      signal: stepSignal(signal),
      headers: { authorization: `Bearer ${idToken}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}`);
    const answer: unknown = text === '' ? null : JSON.parse(text);
    return answer;
  };
  await api('POST', '/api/auth/google', {});
  return { uid, idToken, api };
}
