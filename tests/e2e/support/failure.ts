/** An answer that says what failed, as the server gives it. */
export const FAILURE = {
  status: 503,
  contentType: "application/problem+json",
  json: {
    type: "about:blank",
    title: "The database is not reachable.",
    status: 503,
    code: "unavailable",
    requestId: "0b0f6f6c-6f0e-4a7e-9a55-1c6a1f6f3f10",
  },
};
