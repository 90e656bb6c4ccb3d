"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/lib/browser/use-action";
import type { ActionResult } from "@/lib/contracts/action-result";
import { MIN_PASSWORD_LENGTH } from "@/lib/contracts/person";
import { FormFailure } from "./form-failure";

type NewAccount = { code: string; name: string; email: string; password: string };

export type NewAccountFormProps = {
  /** From the link, or empty: then it is asked for. */
  code: string;
  isCodeAsked?: boolean;
  /** The invitation's address, which stays as it is; empty: it is asked for. */
  email?: string;
  words: { do: string; doing: string };
  create: (input: NewAccount) => Promise<ActionResult<{ next: string }>>;
};

/** A name, an address and a password for somebody who comes for the first time. */
export function NewAccountForm({ words, create, isCodeAsked, ...given }: NewAccountFormProps) {
  const [account, setAccount] = useState<NewAccount>({
    code: given.code,
    name: "",
    email: given.email ?? "",
    password: "",
  });
  const change = (field: keyof NewAccount) => (value: string) =>
    setAccount((known) => ({ ...known, [field]: value }));
  const form = useAction(create, (done) => window.location.assign(done.next));
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        form.run(account);
      }}
    >
      {isCodeAsked && (
        <TextField
          label="Code from the server"
          description="npm start printed it; npm run owner-code prints another."
          value={account.code}
          onChange={change("code")}
          errors={form.errorsOf("code")}
          inputClassName="mono"
          autoComplete="off"
        />
      )}
      <TextField
        label="Your name"
        autoComplete="name"
        value={account.name}
        onChange={change("name")}
        errors={form.errorsOf("name")}
      />
      <TextField
        label="Email"
        type="email"
        autoComplete="username"
        isReadOnly={given.email !== undefined}
        value={account.email}
        onChange={change("email")}
        errors={form.errorsOf("email")}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        description={`At least ${MIN_PASSWORD_LENGTH} characters; a few words are good.`}
        value={account.password}
        onChange={change("password")}
        errors={form.errorsOf("password")}
      />
      <FormFailure failure={form.failure} />
      <Button
        type="submit"
        variant="primary"
        size="large"
        isPending={form.isPending}
        className="self-start"
      >
        {form.isPending ? words.doing : words.do}
      </Button>
    </form>
  );
}
