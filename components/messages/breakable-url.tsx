import { Fragment } from "react";
import { numbered } from "./timeline/numbered";

/** A long address that breaks before its separators, not within its words. */
export function BreakableUrl({ url }: { url: string }) {
  return numbered(url.split(/(?<=[^:/])(?=[/?&#])/)).map(({ key, item }) => (
    <Fragment key={key}>
      {key !== "0" && <wbr />}
      {item}
    </Fragment>
  ));
}
