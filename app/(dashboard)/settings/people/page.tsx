import type { Metadata } from "next";
import { PeopleSettings } from "@/components/settings/people-settings";
import { requirePageViewer } from "@/lib/auth/page-viewer";
import { listPeople } from "@/lib/services/people";
import {
  changeRoleAction,
  invitePersonAction,
  removePersonAction,
  withdrawInvitationAction,
} from "./actions";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const viewer = await requirePageViewer("people.manage");
  const people = await listPeople(viewer);
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
