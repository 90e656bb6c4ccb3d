import type { Metadata } from "next";
import { TokenSettings } from "@/components/settings/token-settings";
import { requirePageViewer } from "@/lib/auth/page-viewer";
import { listApiTokens } from "@/lib/services/api-tokens";
import { createTokenAction, revokeTokenAction } from "./actions";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  const viewer = await requirePageViewer("tokens.manage");
  const tokens = await listApiTokens(viewer);
  return <TokenSettings tokens={tokens} create={createTokenAction} revoke={revokeTokenAction} />;
}
