import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SWRConfig } from "swr";
import { CallbackList } from "@/components/callbacks/callback-list";
import { requireViewer } from "@/lib/auth/current-viewer";
import { RenderedAddresses } from "@/lib/browser/address-format";
import { readCallbackFilters } from "@/lib/browser/callback-filters";
import { callbackKey, callbackListPage } from "@/lib/browser/callback-pages";
import { OPEN_PARAM } from "@/lib/browser/message-pages";
import type { CallbackFilters } from "@/lib/contracts/callback-list";
import { AppError } from "@/lib/domain/app-error";
import { can } from "@/lib/domain/permissions";
import { formatAddress } from "@/lib/domain/phone-address";
import type { Viewer } from "@/lib/domain/viewer";
import { getCallback } from "@/lib/services/get-callback";
import { getCallbackAddress } from "@/lib/services/get-callback-address";
import { listCallbacks } from "@/lib/services/list-callbacks";
import { listUnknownNames } from "@/lib/services/list-unknown-names";
import { adoptOrphanAction, verifyCallbackAction } from "../actions";

export const metadata: Metadata = { title: "Callbacks" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CallbacksPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const search = await searchParams;
  const { filters } = readCallbackFilters(search);
  const [list, opened, unknownNames] = await Promise.all([
    listOrStartAgain(viewer, filters),
    findOpened(viewer, search[OPEN_PARAM]),
    listUnknownNames(viewer),
  ]);
  const everything = list.items.length > 0 ? list : await listCallbacks(viewer, { range: "all" });
  return (
    <RenderedAddresses addresses={writtenAddresses([...list.items, ...(opened ? [opened] : [])])}>
      <SWRConfig value={{ fallback: opened ? { [callbackKey(opened.id)]: opened } : {} }}>
        <CallbackList
          rendered={{ filters, list }}
          renderedAtUs={Date.now() * 1000}
          isEverEmpty={everything.items.length === 0}
          address={getCallbackAddress(viewer)}
          unknownNameCount={unknownNames.length}
          actions={{
            ...(can(viewer, "callbacks.verify") ? { verify: verifyCallbackAction } : {}),
            ...(can(viewer, "callbacks.adopt") ? { adopt: adoptOrphanAction } : {}),
          }}
        />
      </SWRConfig>
    </RenderedAddresses>
  );
}

async function listOrStartAgain(viewer: Viewer, filters: CallbackFilters) {
  try {
    return await listCallbacks(viewer, filters);
  } catch (error) {
    const isStrangeCursor =
      error instanceof AppError && error.code === "invalid_input" && filters.cursor !== undefined;
    if (isStrangeCursor) redirect(callbackListPage({ ...filters, cursor: undefined }));
    throw error;
  }
}

/** The callback whose panel is open; one that is not there is for the panel to say. */
async function findOpened(viewer: Viewer, id: string | string[] | undefined) {
  if (typeof id !== "string") return null;
  try {
    return await getCallback(viewer, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

/** Every address of the page as people read it. */
function writtenAddresses(rows: readonly { to: string | null }[]) {
  const addresses = rows.flatMap(({ to }) => (to === null ? [] : [to]));
  return Object.fromEntries(addresses.map((address) => [address, formatAddress(address)]));
}
