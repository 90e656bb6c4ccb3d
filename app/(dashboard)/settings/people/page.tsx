import type { Metadata } from "next";
import { PeopleSettings } from "@/components/settings/people-settings";
import { requireViewer } from "@/lib/auth/current-viewer";
import { orForbiddenPage } from "@/lib/auth/forbidden-page";
import { listPeople } from "@/lib/services/people";
import {
  changeRoleAction,
  invitePersonAction,
  removePersonAction,
  withdrawInvitationAction,
} from "./actions";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const viewer = await requireViewer();
  const people = await orForbiddenPage(listPeople(viewer));
  return (
    <PeopleSettings
      people={people}
      actions={{
        invite: invitePersonAction,
        withdraw: withdrawInvitationAction,
        changeRole: changeRoleAction,
        remove: removePersonAction,
      }}
    />
  );
}
