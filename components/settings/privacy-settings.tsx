"use client";

import { useState } from "react";
import { toast } from "sonner";
import { FormFailure } from "@/components/account/form-failure";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { useAction } from "@/lib/browser/use-action";
import type { ActionResult } from "@/lib/contracts/action-result";
import type {
  PrivacyPage,
  RetentionCounts,
  PrivacySettings as Settings,
} from "@/lib/contracts/privacy";
import { DaysField } from "./days-field";
import { RetentionAccount } from "./retention-account";
import { SettingsSection } from "./settings-section";

export type PrivacySettingsProps = {
  page: PrivacyPage;
  change: (input: Settings) => Promise<ActionResult<null>>;
  applyNow: () => Promise<ActionResult<RetentionCounts>>;
};

const KINDS = [
  {
    name: "bodyDays",
    label: "Texts",
    what: "Bodies, template variables, media addresses, and the words they are found by.",
  },
  {
    name: "numberDays",
    label: "Numbers",
    what: "Recipients, in messages, callbacks and lists. The country stays.",
  },
  {
    name: "callbackDays",
    label: "Raw callbacks",
    what: "Parameters, headers and bodies as they came. Status and time stay.",
  },
  { name: "refusedDays", label: "Refused callbacks", what: "What waits in quarantine." },
] as const;

/** What is hidden from whom, and how long what is kept. */
export function PrivacySettings({ page, change, applyNow }: PrivacySettingsProps) {
  const [chosen, setChosen] = useState<Settings>(() => settingsOf(page));
  const form = useAction(change, () => toast.success("The settings hold from now on"));
  const isChanged = JSON.stringify(chosen) !== JSON.stringify(settingsOf(page));
  const set = (part: Partial<Settings>) => setChosen({ ...chosen, ...part });
  return (
    <>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.run(chosen);
        }}
      >
        <SettingsSection
          title="Masking"
          lead="It holds on every page, in exports, in the API and for live changes."
        >
          <Choice
            isSelected={chosen.masksNumbers}
            onChange={(masksNumbers) => set({ masksNumbers })}
            label="Hide numbers from viewers"
            what="Who only reads, and tokens that only read, see the last four digits."
          />
          <Choice
            isSelected={chosen.masksBodies}
            onChange={(masksBodies) => set({ masksBodies })}
            label="Hide texts from everybody"
            what="Senders and above can reveal one message at a time. Each time is written in the audit."
          />
        </SettingsSection>
        <SettingsSection
          title="Retention"
          lead="Once an hour what is older is removed for good. An empty field keeps it."
        >
          <div className="grid gap-x-6 gap-y-4 tablet:grid-cols-2">
            {KINDS.map(({ name, label, what }) => (
              <DaysField
                key={name}
                label={label}
                description={what}
                value={chosen[name]}
                onChange={(days) => set({ [name]: days })}
                errors={form.errorsOf(name)}
              />
            ))}
          </div>
          <Choice
            isSelected={chosen.redactsAtTwilio}
            onChange={(redactsAtTwilio) => set({ redactsAtTwilio })}
            label="Redact texts at Twilio too"
            what="When a text is removed here by its age, Twilio is asked to remove it there."
          />
          <FormFailure failure={form.failure} />
          <Button
            type="submit"
            variant="primary"
            isPending={form.isPending}
            isDisabled={!isChanged}
            className="self-start"
          >
            Save
          </Button>
        </SettingsSection>
      </form>
      <SettingsSection title="Carried out">
        <RetentionAccount page={page} applyNow={applyNow} />
      </SettingsSection>
    </>
  );
}

function settingsOf(page: PrivacyPage): Settings {
  const { masksNumbers, masksBodies, redactsAtTwilio } = page;
  const { bodyDays, numberDays, callbackDays, refusedDays } = page;
  return {
    masksNumbers,
    masksBodies,
    bodyDays,
    numberDays,
    callbackDays,
    refusedDays,
    redactsAtTwilio,
  };
}

type ChoiceProps = {
  label: string;
  what: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
};

function Choice({ label, what, isSelected, onChange }: ChoiceProps) {
  return (
    <Checkbox isSelected={isSelected} onChange={onChange}>
      <span>
        <span className="block font-medium">{label}</span>
        <span className="block text-pretty text-ink-2">{what}</span>
      </span>
    </Checkbox>
  );
}
