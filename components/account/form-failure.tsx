import type { ActionFailure } from "@/lib/contracts/action-result";

/** What a form as a whole was refused for; what belongs to a field stands there. */
export function FormFailure({ failure }: { failure: ActionFailure | null }) {
  return (
    <div role="alert" className="empty:absolute">
      {failure && !failure.fieldErrors && (
        <p className="border-red border-l-2 pl-3 text-red">{failure.message}</p>
      )}
    </div>
  );
}
