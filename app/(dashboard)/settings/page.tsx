import type { Metadata } from "next";
import { AccountSettings } from "@/components/settings/account-settings";
import { requireViewer } from "@/lib/auth/current-viewer";
import { getAccount } from "@/lib/services/get-account";
import {
  changePasswordAction,
  setFirstPasswordAction,
  signOutAction,
  signOutEverywhereAction,
} from "./actions";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const viewer = await requireViewer();
  return (
    <AccountSettings
      account={await getAccount(viewer)}
      changePassword={changePasswordAction}
      setFirstPassword={setFirstPasswordAction}
      signOut={signOutAction}
      signOutEverywhere={signOutEverywhereAction}
    />
  );
}
