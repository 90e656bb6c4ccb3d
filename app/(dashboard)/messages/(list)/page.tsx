import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SWRConfig } from "swr";
import { MessageList } from "@/components/messages/message-list";
import { requireViewer } from "@/lib/auth/current-viewer";
import { RenderedAddresses } from "@/lib/browser/address-format";
import { readFilters } from "@/lib/browser/message-filters";
import { messageKey } from "@/lib/browser/message-keys";
import { messageListPage, OPEN_PARAM } from "@/lib/browser/message-pages";
import type { MessageList as List, MessageFilters } from "@/lib/contracts/message-list";
import { AppError } from "@/lib/domain/app-error";
import { formatAddress } from "@/lib/domain/phone-address";
import type { Viewer } from "@/lib/domain/viewer";
import { environment } from "@/lib/env";
import { getMessage } from "@/lib/services/get-message";
import { listMessages } from "@/lib/services/list-messages";

export const metadata: Metadata = { title: "Messages" };

export default async function MessagesPage({ searchParams }: PageProps<"/messages">) {
  const viewer = await requireViewer();
  const search = await searchParams;
  const { filters } = readFilters(search);
  const [list, opened] = await Promise.all([
    listOrStartAgain(viewer, filters),
    findOpened(viewer, search[OPEN_PARAM]),
  ]);
  const everything = list.items.length > 0 ? list : await listMessages(viewer, { range: "all" });
  const { mode, PUBLIC_BASE_URL } = environment();
  const callbackUrl = PUBLIC_BASE_URL
    ? `${PUBLIC_BASE_URL}/api/webhooks/twilio/message-status`
    : null;
  return (
    <RenderedAddresses addresses={writtenAddresses(filters, list)}>
      <SWRConfig value={{ fallback: opened ? { [messageKey(opened.id)]: opened } : {} }}>
        <MessageList
          rendered={{ filters, list }}
          renderedAtUs={Date.now() * 1000}
          isEverEmpty={everything.items.length === 0}
          emptyList={{ mode, callbackUrl }}
        />
      </SWRConfig>
    </RenderedAddresses>
  );
}

async function listOrStartAgain(viewer: Viewer, filters: MessageFilters) {
  try {
    return await listMessages(viewer, filters);
  } catch (error) {
    const isStrangeCursor =
      error instanceof AppError && error.code === "invalid_input" && filters.cursor !== undefined;
    if (isStrangeCursor) redirect(messageListPage({ ...filters, cursor: undefined }));
    throw error;
  }
}

/** The message whose panel is open; one that is not there is for the panel to say. */
async function findOpened(viewer: Viewer, id: string | string[] | undefined) {
  if (typeof id !== "string") return null;
  try {
    return await getMessage(viewer, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

/** Every address of the page as people read it. */
function writtenAddresses(filters: MessageFilters, list: List) {
  const addresses = [filters, ...list.items].flatMap(({ to, from }) =>
    [to ?? [], from ?? []].flat(),
  );
  return Object.fromEntries(addresses.map((address) => [address, formatAddress(address)]));
}
