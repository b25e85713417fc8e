/** How much may be asked at once, and how long each text may be, in UTF-16 units. */
export const ASK_LIMITS = { questions: 4, options: 10, question: 2000, header: 60, label: 200, description: 1000, other: 4000 } as const;

/** So often may be asked in one turn. */
export const MAX_ASKS = 10;
