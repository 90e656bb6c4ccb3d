"use client";

import { Copy } from "lucide-react";
import { type ReactNode, useState } from "react";
import { BreakableUrl } from "@/components/messages/breakable-url";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import type { CallbackAddress } from "@/lib/contracts/callback";

/** The address that Twilio is to call, for each place where it can be given. */
export function CallbackUrlButton({ address }: { address: CallbackAddress }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="bare" onPress={() => setIsOpen(true)}>
        <Copy aria-hidden="true" />
        <span className="max-tablet:sr-only">Callback URL</span>
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title="Callback URL" className="max-w-144">
        {address.url === null ? <NoAddress /> : <Addresses url={address.url} address={address} />}
      </Dialog>
    </>
  );
}

function NoAddress() {
  return (
    <p className="text-pretty">
      <span className="mono text-small">PUBLIC_BASE_URL</span> is not set, so there is no address to
      give to Twilio. Set it to the address at which Twilio reaches this server, such as{" "}
      <span className="mono text-small">https://milepost.example.com</span>, and restart Milepost.
    </p>
  );
}

function Addresses({ url, address }: { url: string; address: CallbackAddress }) {
  const { overrides, keyLabels } = address;
  const withOverrides = overrides === "" ? url : `${url}#${overrides}`;
  return (
    <div className="flex flex-col gap-5">
      <Place title="For a Messaging Service" url={withOverrides}>
        In Twilio’s Console under Messaging › Services › Integration, as Delivery Status Callback.
        It holds for every message of the service that brings no callback of its own.
      </Place>
      <Place title="For messages that you send yourself" url={withOverrides}>
        As <span className="mono text-small">StatusCallback</span> of each message. Messages sent
        from here bring theirs by themselves.
      </Place>
      {overrides !== "" && (
        <p className="text-pretty text-ink-3 text-small">
          What stands behind # asks Twilio to try again when an answer is missing. Twilio neither
          sends it nor signs it.
        </p>
      )}
      <p className="text-ink-3 text-small">
        {keyLabels.length === 0
          ? "No auth token is set, so every callback is refused."
          : `Callbacks are verified with: ${keyLabels.join(", ")}.`}
      </p>
    </div>
  );
}

function Place({ title, url, children }: { title: string; url: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="font-semibold">{title}</h3>
      <p className="text-pretty text-ink-2">{children}</p>
      <div className="mt-2 flex items-center gap-1 rounded-control border border-line-3 py-0.5 pr-0.5 pl-3">
        <code className="mono min-w-0 flex-1 select-all py-1 text-small [overflow-wrap:anywhere]">
          <BreakableUrl url={url} />
        </code>
        <CopyButton text={url} label={`Copy the URL ${title.toLowerCase()}`} />
      </div>
    </section>
  );
}
