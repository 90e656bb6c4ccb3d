/** Ends this browser's session; false when the server did not answer. */
export async function signOut(): Promise<boolean> {
  const answer = await fetch("/api/auth/sign-out", { method: "POST" }).catch(() => null);
  return answer !== null && (answer.ok || answer.status === 401);
}
