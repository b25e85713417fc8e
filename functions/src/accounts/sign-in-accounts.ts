/** The accounts people sign in with, kept by the sign-in service. */
export type SignInAccounts = {
  exists(uid: string): Promise<boolean>;
  /** Deletes what exists. An ID token that was given out before stays valid until it expires, an hour at most. */
  delete(uid: string): Promise<void>;
};
