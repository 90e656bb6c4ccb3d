import { ArrowDownToDot, Play, Send } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import type { ShellInfo } from "@/lib/contracts/session";
import { BreakableUrl } from "../breakable-url";

export type EmptyListProps = {
  mode: ShellInfo["mode"];
  /** Where Twilio reaches the callback door; null while no public address is set. */
  callbackUrl: string | null;
};

const SIMULATOR_COMMAND = "TWILIO_ACCOUNT_SID= TWILIO_AUTH_TOKEN= npm start";

/** No message at all yet: three ways to get the first one. */
export function EmptyList({ mode, callbackUrl }: EmptyListProps) {
  return (
    <div className="thin-scroll min-h-0 flex-1 overflow-auto px-gutter py-10">
      <div className="mx-auto max-w-238">
        <FirstTrack />
        <h2 className="mt-5 text-center font-semibold text-head tracking-tight">No messages yet</h2>
        <p className="mx-auto mt-1 max-w-80 text-balance text-center text-ink-2">
          Every message leaves a track here, from Twilio's first answer to the recipient's phone.
        </p>
        <div className="mt-8 grid border-line-2 border-y tablet:grid-cols-3">
          <Door
            icon={<Send aria-hidden="true" />}
            title="Send a message"
            action={
              <ButtonLink href="/send" variant="primary">
                Write one
              </ButtonLink>
            }
          >
            To your own phone, to see it arrive milepost by milepost.
          </Door>
          {mode === "simulator" ? (
            <Door
              icon={<Play aria-hidden="true" />}
              title="The simulator is running"
              action={<ButtonLink href="/simulator">Start a campaign</ButtonLink>}
            >
              It stands in for Twilio: most messages arrive, some fail, a few come late, twice or
              not at all. Nothing leaves this machine.
            </Door>
          ) : (
            <Door
              icon={<Play aria-hidden="true" />}
              title="Run the simulator"
              detail={SIMULATOR_COMMAND}
              action={
                <CopyButton text={SIMULATOR_COMMAND} label="Copy the command" variant="outline">
                  Copy the command
                </CopyButton>
              }
            >
              Started without credentials, Milepost brings a Twilio of its own. Nothing leaves this
              machine.
            </Door>
          )}
          <Door
            icon={<ArrowDownToDot aria-hidden="true" />}
            title="Point Twilio here"
            detail={callbackUrl ?? "Set PUBLIC_BASE_URL first"}
            action={
              callbackUrl && (
                <CopyButton text={callbackUrl} label="Copy the callback URL" variant="outline">
                  Copy the URL
                </CopyButton>
              )
            }
          >
            Set this as the status callback of a Messaging Service. Callbacks for messages sent
            elsewhere appear too.
          </Door>
        </div>
      </div>
    </div>
  );
}

type DoorProps = {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  detail?: string;
  action: ReactNode;
};

function Door({ icon, title, children, detail, action }: DoorProps) {
  return (
    <section className="flex flex-col gap-1 border-line-2 p-5 not-first:border-t tablet:min-h-52 tablet:not-first:border-t-0 tablet:not-first:border-l">
      <span className="mb-1.5 text-accent">{icon}</span>
      <h3 className="font-semibold">{title}</h3>
      <p className="text-pretty text-ink-2">{children}</p>
      <div className="mt-auto flex flex-col items-start gap-2 pt-4">
        {detail && (
          <code className="mono w-full select-all border-line-2 border-l-2 py-0.5 pl-3 text-small [overflow-wrap:anywhere]">
            <BreakableUrl url={detail} />
          </code>
        )}
        {action}
      </div>
    </section>
  );
}

/** A track on which nothing has happened yet. */
function FirstTrack() {
  return (
    <svg
      width="240"
      height="16"
      viewBox="0 0 240 16"
      fill="none"
      aria-hidden="true"
      className="mx-auto"
    >
      <path d="M1 3v10" className="stroke-track" strokeWidth="1.5" />
      <path d="M1 8H233" className="stroke-track" strokeWidth="1.5" strokeDasharray="1.5 3" />
      {[58, 116, 174, 233].map((x) => (
        <circle
          key={x}
          cx={x}
          cy="8"
          r="4.5"
          className="fill-paper stroke-track"
          strokeWidth="1.5"
        />
      ))}
    </svg>
  );
}
