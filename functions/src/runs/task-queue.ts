/** Calls the function `tasks` later, at least once. */
export type TaskQueue = {
  /** A name is good for one call: a second call with the same name is dropped. `at` null: as soon as possible. */
  callLater(task: {
    name: string;
    path: '/launch' | '/watch' | '/close-turn' | '/advance-tests' | '/send-mail';
    body: object;
    at: Date | null;
  }): Promise<void>;
};
