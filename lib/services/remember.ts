import "server-only";

/**
 * Answers a question to somebody once and remembers the answer for a while; who asks meanwhile waits for the same
 * one. A failure is not remembered. The answers of an asker go with the asker.
 */
export function rememberFor<Asker extends object, Key, Answer>(
  maxAgeMs: number,
  ask: (asker: Asker, key: Key) => Promise<Answer>,
): (asker: Asker, key: Key, nowMs?: number) => Promise<Answer> {
  const remembered = new WeakMap<Asker, Map<Key, { answer: Promise<Answer>; untilMs: number }>>();
  return (asker, key, nowMs = Date.now()) => {
    const answers = remembered.get(asker) ?? new Map();
    remembered.set(asker, answers);
    const standing = answers.get(key);
    if (standing && standing.untilMs > nowMs) return standing.answer;
    const answer = ask(asker, key);
    answers.set(key, { answer, untilMs: nowMs + maxAgeMs });
    answer.catch(() => answers.get(key)?.answer === answer && answers.delete(key));
    return answer;
  };
}
