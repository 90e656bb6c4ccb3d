import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { Door } from "@/components/account/door";
import { SignInForm } from "@/components/account/sign-in-form";
import { findViewer } from "@/lib/auth/current-viewer";
import { safeReturnPath } from "@/lib/domain/return-path";
import { isSetUp } from "@/lib/services/set-up-owner";
import { signInAction } from "../actions";

export const metadata: Metadata = { title: "Sign in" };
export const dynamic = "force-dynamic";

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  const path = typeof next === "string" ? next : undefined;
  if (await findViewer()) redirect(safeReturnPath(path) as Route);
  if (!(await isSetUp())) redirect("/set-up");
  return (
    <Door title="Sign in">
      <SignInForm next={path} signIn={signInAction} />
    </Door>
  );
}
