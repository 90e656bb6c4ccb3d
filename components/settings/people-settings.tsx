"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { FormFailure } from "@/components/account/form-failure";
import { Button } from "@/components/ui/button";
import { ListOption } from "@/components/ui/list-option";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/lib/browser/use-action";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { NewInvitation, People, Person } from "@/lib/contracts/person";
import type { Role } from "@/lib/domain/viewer";
import { ConfirmButton } from "./confirm-button";
import { ExactTime } from "./exact-time";
import { SettingsSection } from "./settings-section";
import { ShownOnce } from "./shown-once";

const ROLE_MEANING: Record<Role, string> = {
  viewer: "reads",
  sender: "also sends, cancels and sends again",
  admin: "also manages people, tokens and settings",
  owner: "may do everything, also to admins and owners",
};

type Done = Promise<ActionResult<null>>;
export type PeopleActions = {
  invite: (input: { email: string; role: Role }) => Promise<ActionResult<NewInvitation>>;
  withdraw: (input: { id: string }) => Done;
  changeRole: (input: { id: string; role: Role }) => Done;
  remove: (input: { id: string }) => Done;
};

export function PeopleSettings({ people, actions }: { people: People; actions: PeopleActions }) {
  return (
    <>
      <SettingsSection
        title="Invite"
        lead="The link is shown once, opens once, and runs out after a week."
      >
        <InviteForm grantable={people.grantable} invite={actions.invite} />
      </SettingsSection>
      {people.invitations.length > 0 && (
        <SettingsSection title="Invitations">
          <ul className="flex flex-col border-line border-t">
            {people.invitations.map((invitation) => (
              <InvitationLine
                key={invitation.id}
                invitation={invitation}
                withdraw={actions.withdraw}
              />
            ))}
          </ul>
        </SettingsSection>
      )}
      <SettingsSection title="People">
        <ul className="flex flex-col border-line border-t">
          {people.people.map((person) => (
            <PersonLine
              key={person.id}
              person={person}
              grantable={people.grantable}
              actions={actions}
            />
          ))}
        </ul>
      </SettingsSection>
    </>
  );
}

const line =
  "flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-b py-2 text-ink-2";

function InviteForm({
  grantable,
  invite,
}: {
  grantable: readonly Role[];
  invite: PeopleActions["invite"];
}) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [made, setMade] = useState<{ email: string; link: string } | null>(null);
  const form = useAction(invite, (invitation) => {
    setEmail("");
    setMade({ email: invitation.email, link: new URL(invitation.path, window.location.href).href });
  });
  return (
    <>
      <form
        noValidate
        className="flex flex-wrap items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          form.run({ email, role });
        }}
      >
        <TextField
          label="Email"
          type="email"
          autoComplete="off"
          value={email}
          onChange={setEmail}
          errors={form.errorsOf("email")}
          className="min-w-56 flex-1"
        />
        <RoleSelect
          label="Role"
          value={role}
          options={grantable}
          onChange={setRole}
          className="w-36"
        />
        <Button type="submit" variant="primary" isPending={form.isPending} className="mt-5.5">
          <UserPlus aria-hidden="true" />
          Invite
        </Button>
      </form>
      <p className="text-ink-3 text-small">
        {/^[ao]/.test(role) ? "An" : "A"} {role} {ROLE_MEANING[role]}.
      </p>
      <FormFailure failure={form.failure} />
      {made && (
        <ShownOnce
          sentence={`Give this link to ${made.email}. It is not shown again.`}
          secret={made.link}
          label="Copy the invitation's link"
        />
      )}
    </>
  );
}

type RoleSelectProps = {
  label: string;
  isLabelHidden?: boolean;
  value: Role;
  options: readonly Role[];
  onChange: (role: Role) => void;
  className?: string;
};

function RoleSelect({ value, options, onChange, ...props }: RoleSelectProps) {
  return (
    <Select
      {...props}
      value={value}
      onChange={(key) => {
        const chosen = options.find((role) => role === key);
        if (chosen) onChange(chosen);
      }}
    >
      {options.map((role) => (
        <ListOption key={role} id={role} textValue={role}>
          {role}
        </ListOption>
      ))}
    </Select>
  );
}

function InvitationLine({
  invitation,
  withdraw,
}: {
  invitation: People["invitations"][number];
  withdraw: PeopleActions["withdraw"];
}) {
  const action = useAction(withdraw, () => toast.success("The invitation is withdrawn"));
  return (
    <li className={line}>
      <span className="min-w-0 flex-1 basis-48">
        <span className="mono block break-words text-ink text-small">{invitation.email}</span>
        <span className="block text-small">
          {invitation.role}, {invitation.isExpired ? "ran out" : "open until"}{" "}
          <ExactTime at={invitation.expiresAt} />
        </span>
      </span>
      <Button
        variant="danger"
        isPending={action.isPending}
        aria-label={`Withdraw the invitation of ${invitation.email}`}
        onPress={() => action.run({ id: invitation.id })}
      >
        Withdraw
      </Button>
      <FormFailure failure={action.failure} />
    </li>
  );
}

function PersonLine({
  person,
  grantable,
  actions,
}: {
  person: Person;
  grantable: readonly Role[];
  actions: PeopleActions;
}) {
  const role = useAction(actions.changeRole, () =>
    toast.success(`${person.name} has another role`),
  );
  const remove = useAction(actions.remove, () => toast.success(`${person.name} is removed`));
  return (
    <li className={line}>
      <span className="min-w-0 flex-1 basis-48 max-tablet:basis-full">
        <b className="block break-words font-medium text-ink">
          {person.name}
          {person.isSelf && <span className="font-normal text-ink-3"> you</span>}
        </b>
        <span className="mono block break-words text-small">{person.email}</span>
      </span>
      {person.isChangeable ? (
        <>
          <RoleSelect
            label={`Role of ${person.name}`}
            isLabelHidden
            value={person.role}
            options={grantable}
            onChange={(chosen) => role.run({ id: person.id, role: chosen })}
            className="w-28 max-tablet:mr-auto"
          />
          <ConfirmButton
            label={`Remove ${person.name}`}
            title={`Remove ${person.name}`}
            question="Their sessions end at once, and they cannot sign in again. What they did stays in the audit."
            confirm="Remove"
            isPending={remove.isPending}
            onConfirm={() => remove.run({ id: person.id })}
          >
            Remove
          </ConfirmButton>
        </>
      ) : (
        <span>{person.role}</span>
      )}
      <FormFailure failure={role.failure ?? remove.failure} />
    </li>
  );
}
