import { redirect } from "next/navigation";
import { signInByEntryCode } from "@/lib/auth/sign-in";
import { AppError } from "@/lib/domain/app-error";
import { clientAddress } from "@/lib/http/client-address";

export const dynamic = "force-dynamic";

/** The address that the server prints in simulator mode on its own machine: signs the owner in, once. */
export async function GET(request: Request): Promise<Response> {
  const code = new URL(request.url).searchParams.get("code") ?? "";
  try {
    await signInByEntryCode(code, clientAddress(request.headers));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    redirect("/sign-in");
  }
  redirect("/messages");
}
