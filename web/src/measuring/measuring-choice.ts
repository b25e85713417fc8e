const KEY = 'measuring';

/** Whether this browser sends how quick its pages are and what goes wrong in them; null where nobody has answered that. Throws where the browser keeps nothing. */
export function measuringChoice(): boolean | null {
  const kept = localStorage.getItem(KEY);
  return kept === null ? null : kept === 'yes';
}

export const chooseMeasuring = (isWanted: boolean): void => localStorage.setItem(KEY, isWanted ? 'yes' : 'no');
