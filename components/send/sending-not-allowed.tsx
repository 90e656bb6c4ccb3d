import { EmptyState } from "@/components/ui/empty-state";

/** Stands in place of the form for those who may only look. */
export function SendingNotAllowed({ role }: { role: string }) {
  return (
    <EmptyState title="Your role cannot send">
      Your role is {role}. An owner or admin can give you the role sender under Settings.
    </EmptyState>
  );
}
