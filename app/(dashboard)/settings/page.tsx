import type { Metadata } from "next";
import { cookies } from "next/headers";
import { AccountSettings } from "@/components/settings/account-settings";
import { Appearance } from "@/components/settings/appearance";
import { requireViewer } from "@/lib/auth/current-viewer";
import { parseTheme, THEME_COOKIE } from "@/lib/browser/theme";
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
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <>
      <AccountSettings
        account={await getAccount(viewer)}
        changePassword={changePasswordAction}
        setFirstPassword={setFirstPasswordAction}
        signOut={signOutAction}
        signOutEverywhere={signOutEverywhereAction}
      />
      <Appearance theme={theme} />
    </>
  );
}
