"use client";

import { useState } from "react";
import { toast } from "sonner";
import { FormFailure } from "@/components/account/form-failure";
import { NewAccountForm } from "@/components/account/new-account-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/lib/browser/use-action";
import type { ActionResult } from "@/lib/contracts/action-result";
import { type Account, MIN_PASSWORD_LENGTH } from "@/lib/contracts/person";
import { SettingsSection } from "./settings-section";

type Passwords = { current: string; password: string };
const NO_PASSWORDS: Passwords = { current: "", password: "" };

export type AccountSettingsProps = {
  account: Account;
  changePassword: (input: Passwords) => Promise<ActionResult<null>>;
  setFirstPassword: (input: {
    name: string;
    email: string;
    password: string;
  }) => Promise<ActionResult<{ next: string }>>;
  signOut: () => Promise<ActionResult<null>>;
  signOutEverywhere: () => Promise<ActionResult<null>>;
};

const leave = () => window.location.assign("/sign-in");

export function AccountSettings({ account, ...actions }: AccountSettingsProps) {
  const here = useAction(actions.signOut, leave);
  const everywhere = useAction(actions.signOutEverywhere, leave);
  return (
    <>
      <SettingsSection title="You">
        <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-y-1.5 text-ink-2">
          <dt>Name</dt>
          <dd className="text-ink">{account.name}</dd>
          <dt>Email</dt>
          <dd className="mono break-all text-ink text-small leading-5">{account.email}</dd>
          <dt>Role</dt>
          <dd className="text-ink">{account.role}</dd>
        </dl>
      </SettingsSection>
      <SettingsSection
        title="Password"
        lead={
          account.hasPassword
            ? "Changing it ends every other session of yours."
            : "You came in by the address that the server printed. With a password you can come in by yourself, and others can be let in."
        }
      >
        {account.hasPassword ? (
          <PasswordForm change={actions.changePassword} />
        ) : (
          <div className="max-w-80">
            <NewAccountForm
              code=""
              words={{ do: "Set the password", doing: "Setting …" }}
              create={({ name, email, password }) =>
                actions.setFirstPassword({ name, email, password })
              }
            />
          </div>
        )}
      </SettingsSection>
      <SettingsSection
        title="Sessions"
        lead="Each browser you signed in with stays in for 14 days."
      >
        <div className="flex flex-wrap gap-2">
          <Button isPending={here.isPending} onPress={() => here.run(undefined)}>
            Sign out
          </Button>
          <Button isPending={everywhere.isPending} onPress={() => everywhere.run(undefined)}>
            Sign out everywhere
          </Button>
        </div>
        <FormFailure failure={here.failure ?? everywhere.failure} />
      </SettingsSection>
    </>
  );
}

function PasswordForm({ change }: { change: AccountSettingsProps["changePassword"] }) {
  const [passwords, setPasswords] = useState(NO_PASSWORDS);
  const form = useAction(change, () => {
    setPasswords(NO_PASSWORDS);
    toast.success("The password is changed");
  });
  return (
    <form
      noValidate
      className="flex max-w-80 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        form.run(passwords);
      }}
    >
      <TextField
        label="Current password"
        type="password"
        autoComplete="current-password"
        value={passwords.current}
        onChange={(current) => setPasswords({ ...passwords, current })}
        errors={form.errorsOf("current")}
      />
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        description={`At least ${MIN_PASSWORD_LENGTH} characters.`}
        value={passwords.password}
        onChange={(password) => setPasswords({ ...passwords, password })}
        errors={form.errorsOf("password")}
      />
      <FormFailure failure={form.failure} />
      <Button type="submit" variant="primary" isPending={form.isPending} className="self-start">
        Change the password
      </Button>
    </form>
  );
}
