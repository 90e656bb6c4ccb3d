import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Door } from "@/components/account/door";
import { NewAccountForm } from "@/components/account/new-account-form";
import { findViewer } from "@/lib/auth/current-viewer";
import { isSetUp } from "@/lib/services/set-up-owner";
import { setUpAction } from "../actions";

export const metadata: Metadata = { title: "Set up" };
export const dynamic = "force-dynamic";

export default async function SetUpPage({ searchParams }: PageProps<"/set-up">) {
  const { code } = await searchParams;
  if (await findViewer()) redirect("/messages");
  if (await isSetUp()) redirect("/sign-in");
  return (
    <Door
      title="Set Milepost up"
      lead="Nobody has a password yet. With the code that the server printed when it started, you become its owner. If it printed an address that signs you in, open that one."
    >
      <NewAccountForm
        code={typeof code === "string" ? code : ""}
        isCodeAsked
        words={{ do: "Become the owner", doing: "Setting up …" }}
        create={setUpAction}
      />
    </Door>
  );
}
