import { explainErrorCode } from "@/lib/domain/error-codes";

/** Whether another try can end otherwise, by the code of the first. */
export function ResendAdvice({ code }: { code: number }) {
  const { retry, action, title } = explainErrorCode(code);
  return (
    <p>
      <span className="mono">{code}</span> {title}.{" "}
      <span className={retry === "never" || retry === "fix-first" ? "text-amber" : undefined}>
        {adviceOf(retry)}
      </span>{" "}
      {action}
    </p>
  );
}

function adviceOf(retry: ReturnType<typeof explainErrorCode>["retry"]): string {
  switch (retry) {
    case "safe":
    case "later":
      return "It may pass now.";
    case "fix-first":
      return "It would fail again unless something was changed.";
    case "never":
      return "It would fail again: leave this recipient alone.";
  }
}
