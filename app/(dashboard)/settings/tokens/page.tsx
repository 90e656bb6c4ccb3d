import type { Metadata } from "next";
import { TokenSettings } from "@/components/settings/token-settings";
import { requireViewer } from "@/lib/auth/current-viewer";
import { orForbiddenPage } from "@/lib/auth/forbidden-page";
import { listApiTokens } from "@/lib/services/api-tokens";
import { createTokenAction, revokeTokenAction } from "./actions";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  const viewer = await requireViewer();
  const tokens = await orForbiddenPage(listApiTokens(viewer));
  return <TokenSettings tokens={tokens} create={createTokenAction} revoke={revokeTokenAction} />;
}
