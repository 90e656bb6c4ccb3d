import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { Installation } from "@/lib/contracts/installation";
import { SettingsSection } from "./settings-section";

const READ_ONLY = "It comes from the environment and is read when Milepost starts.";

/** Account, callback URL and limits: all of it read-only, with the variable that sets it. */
export function SendingSettings({ installation }: { installation: Installation }) {
  const { callback, limits } = installation;
  return (
    <>
      <SettingsSection title="Account" lead={READ_ONLY}>
        <dl className="flex flex-col border-line border-t">
          <Setting name="Messages go to" variable="TWILIO_API_BASE_URL">
            {installation.mode === "simulator" ? "the simulator" : "Twilio"}
            {installation.apiBaseUrl && (
              <span className="mono ml-2 break-all text-ink-2 text-small">
                {installation.apiBaseUrl}
              </span>
            )}
          </Setting>
          <Setting name="Account SID" variable="TWILIO_ACCOUNT_SID">
            {installation.accountLast4 ? (
              <span className="mono text-small">AC…{installation.accountLast4}</span>
            ) : (
              "not set"
            )}
          </Setting>
          <Setting name="Sends with" variable="TWILIO_AUTH_TOKEN, TWILIO_API_KEY_SID">
            {installation.sendsWith ?? "nothing is set"}
          </Setting>
        </dl>
      </SettingsSection>
      <SettingsSection
        title="Callbacks"
        lead="Where Twilio reports each status, and the keys that vouch for it."
      >
        <dl className="flex flex-col border-line border-t">
          <Setting name="Callback URL" variable="PUBLIC_BASE_URL">
            {callback.url ? (
              <span className="flex items-start gap-2">
                <code className="mono min-w-0 break-all pt-0.5 text-small">{callback.url}</code>
                <CopyButton text={callback.url} label="Copy the callback URL" className="-my-1" />
              </span>
            ) : (
              "not set: messages cannot carry a callback of their own"
            )}
          </Setting>
          <Setting name="Retries" variable="TWILIO_CALLBACK_OVERRIDES">
            {callback.overrides ? (
              <span className="mono text-small">#{callback.overrides}</span>
            ) : (
              "as Twilio does by itself"
            )}
          </Setting>
          <Setting
            name="Verified with"
            variable="TWILIO_AUTH_TOKEN, TWILIO_AUTH_TOKEN_PREVIOUS, TWILIO_SUBACCOUNTS"
          >
            {callback.keyLabels.length > 0
              ? callback.keyLabels.join(", ")
              : "no key is set, so every callback is refused"}
          </Setting>
        </dl>
      </SettingsSection>
      <SettingsSection title="Limits" lead="They hold for people and for API tokens.">
        <dl className="flex flex-col border-line border-t">
          <Setting name="At most in a minute" variable="SEND_LIMIT_PER_MINUTE">
            <span className="tabular-nums">{limits.perPersonPerMinute.toLocaleString("en")}</span>{" "}
            messages a person
          </Setting>
          <Setting name="Asks once more above" variable="SEND_CONFIRM_ABOVE">
            <span className="tabular-nums">{limits.confirmAbove.toLocaleString("en")}</span>{" "}
            recipients
          </Setting>
          <Setting name="May send to" variable="SEND_ALLOWED_PREFIXES">
            {limits.allowedPrefixes.length > 0 ? (
              <span className="mono text-small">{limits.allowedPrefixes.join(" ")}</span>
            ) : (
              "every country"
            )}
          </Setting>
        </dl>
      </SettingsSection>
    </>
  );
}

/** One setting: what it is called, what it is now, and the variables that set it. */
function Setting({
  name,
  variable,
  children,
}: {
  name: string;
  variable: string;
  children: ReactNode;
}) {
  return (
    <div className="grid grid-cols-[9rem_minmax(0,1fr)] gap-x-4 gap-y-0.5 border-line border-b py-2 max-tablet:grid-cols-[minmax(0,1fr)]">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">
        {children}
        <span className="mono mt-0.5 block break-words text-ink-3 text-micro">{variable}</span>
      </dd>
    </div>
  );
}
