"use client";

import { CopyButton } from "@/components/ui/copy-button";
import type { DiagnosisSetting } from "@/lib/contracts/callback";

/** The setting that would have made a callback valid, as it is written. */
export function SettingLine({ setting }: { setting: DiagnosisSetting }) {
  const { before, value, hint } = partsOf(setting);
  return (
    <div className="mt-3">
      <div className="flex min-h-9 items-center gap-3 rounded-control border border-line-3 pr-1 pl-3">
        <span className="text-ink-2 text-small">Set</span>
        <code className="mono min-w-0 flex-1 truncate text-small" title={before + value}>
          {before}
          <b className="font-semibold">{value}</b>
        </code>
        <CopyButton text={before + value} label={`Copy the setting ${setting.name}`} />
      </div>
      <p className="mt-1.5 text-ink-3 text-small">{hint}</p>
    </div>
  );
}

const RESTART = "Then restart Milepost: it reads its settings once, at the start.";

function partsOf({ name, value }: DiagnosisSetting): {
  before: string;
  value: string;
  hint: string;
} {
  switch (name) {
    case "PUBLIC_BASE_URL":
      return { before: "PUBLIC_BASE_URL=", value: value ?? "", hint: RESTART };
    case "TWILIO_SUBACCOUNTS":
      return {
        before: "TWILIO_SUBACCOUNTS=",
        value: `{"${value ?? "AC…"}":["its auth token"]}`,
        hint: `Put the subaccount's own auth token in, from Twilio's Console. ${RESTART}`,
      };
    case "TWILIO_AUTH_TOKEN":
    case "TWILIO_AUTH_TOKEN_PREVIOUS":
      return {
        before: `${name}=`,
        value: "",
        hint: `Write the account's auth token behind it, from Twilio's Console. ${RESTART}`,
      };
  }
}
