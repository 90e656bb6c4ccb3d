"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/lib/browser/use-action";
import type { ActionResult } from "@/lib/contracts/action-result";
import { FormFailure } from "./form-failure";

type SignIn = { email: string; password: string; next?: string };

export type SignInFormProps = {
  next: string | undefined;
  signIn: (input: SignIn) => Promise<ActionResult<{ next: string }>>;
};

export function SignInForm({ next, signIn }: SignInFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  // A whole load, so that nothing of an earlier session is left in the page.
  const form = useAction(signIn, (done) => window.location.assign(done.next));
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        form.run({ email, password, next });
      }}
    >
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={setEmail}
        errors={form.errorsOf("email")}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
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
        {form.isPending ? "Signing in …" : "Sign in"}
      </Button>
    </form>
  );
}
