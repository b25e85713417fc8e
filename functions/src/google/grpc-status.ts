/** The status codes that matter here; the clients report them also over REST. https://grpc.io/docs/guides/status-codes/ */
export const GrpcStatus = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
} as const;

/** The status of a client's error; null for anything else, such as a lost connection. */
export function errorCode(error: unknown): number | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : null;
}
