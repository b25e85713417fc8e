/** What a listener tells. `onRefused`: the listener has ended, with Firestore's code, for example `permission-denied`. */
export type Listening<T> = { onValue: (value: T) => void; onRefused: (code: string) => void };
