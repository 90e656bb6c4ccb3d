export type ActionFailure = {
  ok: false;
  code: string;
  message: string;
  /** Sentences by form field. */
  fieldErrors?: Record<string, string[]>;
};

/** What a server action answers: never an exception that the browser would have to guess at. */
export type ActionResult<T> = { ok: true; data: T } | ActionFailure;
