import { TriangleAlert } from "lucide-react";

export type NotSent = { title: string; message: string };

/** Why pressing Send led to no message, as far as is known. It stands at the button until something is changed. */
export function NotSentNotice({ notSent }: { notSent: NotSent | null }) {
  if (!notSent) return null;
  return (
    <p
      role="alert"
      className="flex items-start gap-2 border-line-2 border-t bg-paper px-gutter py-2 text-ink-2"
    >
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-red" />
      <span>
        <b className="font-medium text-ink">{notSent.title}.</b> {notSent.message}
      </span>
    </p>
  );
}
