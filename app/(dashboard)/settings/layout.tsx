import type { ReactNode } from "react";
import { type SettingsTab, SettingsTabs } from "@/components/settings/settings-tabs";
import { requireViewer } from "@/lib/auth/current-viewer";
import { can, type Permission } from "@/lib/domain/permissions";

const TABS: readonly (SettingsTab & { permission: Permission })[] = [
  { href: "/settings", label: "Account", permission: "account.change" },
  { href: "/settings/sending", label: "Sending", permission: "messages.read" },
  { href: "/settings/people", label: "People", permission: "people.manage" },
  { href: "/settings/tokens", label: "API tokens", permission: "tokens.manage" },
  { href: "/settings/privacy", label: "Privacy", permission: "settings.change" },
  { href: "/settings/audit", label: "Audit", permission: "audit.read" },
];

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const tabs = TABS.filter(({ permission }) => can(viewer, permission));
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center px-gutter">
        <h1 className="font-semibold text-lead tracking-tight">Settings</h1>
      </header>
      <SettingsTabs tabs={tabs.map(({ href, label }) => ({ href, label }))} />
      <div className="thin-scroll min-h-0 flex-1 overflow-auto">{children}</div>
    </div>
  );
}
