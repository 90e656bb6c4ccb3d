"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { FormFailure } from "@/components/account/form-failure";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { TextField } from "@/components/ui/text-field";
import { useAction } from "@/lib/browser/use-action";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { ApiToken, NewApiToken, TokenScope } from "@/lib/contracts/api-token";
import { ConfirmButton } from "./confirm-button";
import { ExactTime } from "./exact-time";
import { SettingsSection } from "./settings-section";
import { ShownOnce } from "./shown-once";

export type TokenSettingsProps = {
  tokens: readonly ApiToken[];
  create: (input: { name: string; scope: TokenScope }) => Promise<ActionResult<NewApiToken>>;
  revoke: (input: { id: string }) => Promise<ActionResult<null>>;
};

const SCOPES = [
  { value: "read", label: "Read" },
  { value: "send", label: "Read and send" },
] as const;

export function TokenSettings({ tokens, create, revoke }: TokenSettingsProps) {
  return (
    <>
      <SettingsSection
        title="New token"
        lead={
          <>
            A program sends it as{" "}
            <code className="mono text-small">Authorization: Bearer TOKEN</code>. What it can ask is
            described at <code className="mono text-small">/api/openapi.json</code>.
          </>
        }
      >
        <CreateForm create={create} />
      </SettingsSection>
      <SettingsSection title="Tokens">
        {tokens.length === 0 ? (
          <p className="text-ink-3">There is none yet.</p>
        ) : (
          <ul className="flex flex-col border-line border-t">
            {tokens.map((token) => (
              <TokenLine key={token.id} token={token} revoke={revoke} />
            ))}
          </ul>
        )}
      </SettingsSection>
    </>
  );
}

function CreateForm({ create }: Pick<TokenSettingsProps, "create">) {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<TokenScope>("read");
  const [made, setMade] = useState<NewApiToken | null>(null);
  const form = useAction(create, (token) => {
    setName("");
    setMade(token);
  });
  return (
    <>
      <form
        noValidate
        className="flex flex-wrap items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          form.run({ name, scope });
        }}
      >
        <TextField
          label="What uses it"
          placeholder="Nightly report"
          autoComplete="off"
          value={name}
          onChange={setName}
          errors={form.errorsOf("name")}
          className="min-w-56 flex-1"
        />
        <div className="flex flex-col gap-1">
          <span aria-hidden="true" className="text-ink-2 text-small">
            It may
          </span>
          <Segmented label="It may" value={scope} options={SCOPES} onChange={setScope} />
        </div>
        <Button type="submit" variant="primary" isPending={form.isPending} className="mt-5.5">
          <KeyRound aria-hidden="true" />
          Create
        </Button>
      </form>
      <FormFailure failure={form.failure} />
      {made && (
        <ShownOnce
          sentence={`The token of ${made.name}. It is not shown again.`}
          secret={made.token}
          label="Copy the token"
        />
      )}
    </>
  );
}

function TokenLine({ token, revoke }: { token: ApiToken } & Pick<TokenSettingsProps, "revoke">) {
  const action = useAction(revoke, () => toast.success(`${token.name} is revoked`));
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-b py-2 text-ink-2">
      <span className="min-w-0 flex-1 basis-48 max-tablet:basis-full">
        <b className="block break-words font-medium text-ink">{token.name}</b>
        <span className="block text-small">
          {token.scope === "send" ? "reads and sends" : "reads"}, made by {token.createdBy}{" "}
          <ExactTime at={token.createdAt} />
        </span>
      </span>
      <span className="text-small max-tablet:flex-1">
        {token.lastUsedAt ? (
          <>
            last used <ExactTime at={token.lastUsedAt} />
          </>
        ) : (
          "never used"
        )}
      </span>
      {token.revokedAt ? (
        <span className="text-ink-3 text-small">
          revoked <ExactTime at={token.revokedAt} />
        </span>
      ) : (
        <ConfirmButton
          label={`Revoke ${token.name}`}
          title={`Revoke ${token.name}`}
          question="Its next request is refused. This cannot be taken back."
          confirm="Revoke"
          isPending={action.isPending}
          onConfirm={() => action.run({ id: token.id })}
        >
          Revoke
        </ConfirmButton>
      )}
      <FormFailure failure={action.failure} />
    </li>
  );
}
