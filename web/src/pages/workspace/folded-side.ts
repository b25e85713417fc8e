const KEY = 'sessions-folded';

/** Whether the conversations beside a conversation are folded away in this browser. */
export const isSideFolded = (): boolean => localStorage.getItem(KEY) === 'yes';

export const foldSide = (isFolded: boolean): void => localStorage.setItem(KEY, isFolded ? 'yes' : 'no');
