"use client";

import { memo } from "react";
import { useServiceName } from "@/lib/browser/use-service-name";

/** A Messaging Service by its name; by its SID, shortened, until that is known. */
export const ServiceName = memo(function ServiceName({ sid }: { sid: string }) {
  return <WrittenServiceName sid={sid} name={useServiceName(sid)} />;
});

/** The same where the name was looked up already. */
export function WrittenServiceName({ sid, name }: { sid: string; name: string | null }) {
  if (name !== null) return <span title={sid}>{name}</span>;
  return (
    <span className="mono text-small" title={sid}>
      {`${sid.slice(0, 6)}…${sid.slice(-4)}`}
    </span>
  );
}
