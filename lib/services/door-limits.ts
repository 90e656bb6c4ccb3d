import "server-only";

/** What one request at the callback door may take, and how many may take it before a signature vouches for them. */
export const DOOR_LIMITS = {
  maxHeaderBytes: 16 * 1024,
  maxBodyBytes: 64 * 1024,
  /** Of a longer body this much is still read and dropped, so that its sender sees the answer. */
  maxDroppedBytes: 1024 * 1024,
  headersWithinMs: 10_000,
  requestWithinMs: 30_000,
  /** How often the server looks for requests that take too long. */
  checkEveryMs: 2_000,
  unverifiedPerAddress: 512,
  unverifiedInAll: 2_048,
};
