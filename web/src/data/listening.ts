/**
 * What a listener tells. `onRefused`: the listener has ended, with Firestore's code, for example `permission-denied`; or `unreadable`, where the page does
 * not understand what is stored: it is older than the platform.
 */
export type Listening<T> = { onValue: (value: T) => void; onRefused: (code: string) => void };

/** Tells a listener what `read` makes of what comes, until it cannot. Of what it makes nothing of (`undefined`), nothing is told. */
export function reading<S, T>({ onValue, onRefused }: Listening<T>, read: (snapshot: S) => T | undefined): (snapshot: S) => void {
  let isOver = false;
  return (snapshot) => {
    if (isOver) return;
    let value: T | undefined;
    try {
      value = read(snapshot);
    } catch {
      isOver = true;
      onRefused('unreadable');
      return;
    }
    if (value !== undefined) onValue(value);
  };
}
