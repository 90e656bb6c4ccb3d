import { RequestError } from "./fetch-json";

export type FailureWords = { sentence: string; reference?: string };

/** What to tell somebody about an answer that did not come. */
export function failureWords(error: unknown): FailureWords {
  if (!(error instanceof RequestError)) {
    return { sentence: "Something went wrong in this page. Loading it again may help." };
  }
  const { failure } = error;
  switch (failure.kind) {
    case "unreachable":
      return {
        sentence:
          "The server did not answer. It may be starting again, or the network may be away.",
      };
    case "unreadable":
      return {
        sentence: `The server's answer (${failure.status}) was not understood. Loading the page again may help.`,
      };
    case "refused":
      return {
        sentence: failure.problem.detail ?? failure.problem.title,
        reference: failure.problem.requestId,
      };
  }
}
