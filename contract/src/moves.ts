/**
 * Whether a state machine's table allows a move. The tables are `RUN_MOVES`, `QUESTION_MOVES`, `REPLY_MOVES` and `AGENT_MOVES`;
 * a state whose row is empty is final.
 */
export const canMove = <S extends string>(moves: Readonly<Record<S, readonly S[]>>, from: S, to: S): boolean => moves[from].includes(to);

/** Whether a state is final: nothing leads out of it. */
export const isFinal = <S extends string>(moves: Readonly<Record<S, readonly S[]>>, state: S): boolean => moves[state].length === 0;
