import type { Metadata } from "next";
import { headers } from "next/headers";
import { Door } from "@/components/account/door";
import { NewAccountForm } from "@/components/account/new-account-form";
import { ButtonLink } from "@/components/ui/button-link";
import { AppError } from "@/lib/domain/app-error";
import { clientAddress } from "@/lib/http/client-address";
import { getInvitation } from "@/lib/services/invitations";
import { joinAction } from "../../actions";

export const metadata: Metadata = { title: "Invitation" };
export const dynamic = "force-dynamic";

export default async function InvitationPage({ params }: PageProps<"/invitation/[code]">) {
  const { code } = await params;
  const address = clientAddress(await headers());
  const invitation = await getInvitation(code, address).catch(toRefusal);
  if (typeof invitation === "string") {
    return (
      <Door title="This invitation is not open" lead={invitation}>
        <ButtonLink href="/sign-in">Sign in</ButtonLink>
      </Door>
    );
  }
  return (
    <Door
      title="Join Milepost"
      lead={`${invitation.invitedBy} invited you. Your role will be ${invitation.role}.`}
    >
      <NewAccountForm
        code={code}
        email={invitation.email}
        words={{ do: "Join", doing: "Joining …" }}
        create={joinAction}
      />
    </Door>
  );
}

function toRefusal(error: unknown): string {
  if (error instanceof AppError) return error.message;
  throw error;
}
