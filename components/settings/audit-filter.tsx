"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { ListOption } from "@/components/ui/list-option";
import { Select } from "@/components/ui/select";
import { AUDIT_ACTIONS } from "@/lib/domain/audit-action";

const EVERYTHING = "everything";

/** Narrows the audit to one kind of deed, in the page's address. */
export function AuditFilter({ action }: { action: string | undefined }) {
  const router = useRouter();
  return (
    <Select
      label="What was done"
      isLabelHidden
      value={action ?? EVERYTHING}
      onChange={(key) => {
        const query = key === EVERYTHING ? "" : `?action=${encodeURIComponent(String(key))}`;
        router.push(`/settings/audit${query}` as Route);
      }}
      className="w-60"
    >
      <ListOption id={EVERYTHING} textValue="Everything">
        Everything
      </ListOption>
      {Object.entries(AUDIT_ACTIONS).map(([id, words]) => (
        <ListOption key={id} id={id} textValue={words}>
          {words}
        </ListOption>
      ))}
    </Select>
  );
}
