import type { Metadata } from "next";
import { PrivacySettings } from "@/components/settings/privacy-settings";
import { requirePageViewer } from "@/lib/auth/page-viewer";
import { getPrivacySettings } from "@/lib/services/privacy-settings";
import { applyRetentionAction, changePrivacyAction } from "./actions";

export const metadata: Metadata = { title: "Privacy" };

export default async function PrivacySettingsPage() {
  const viewer = await requirePageViewer("settings.change");
  return (
    <PrivacySettings
      page={await getPrivacySettings(viewer)}
      change={changePrivacyAction}
      applyNow={applyRetentionAction}
    />
  );
}
