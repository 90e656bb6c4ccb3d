"use client";

import { memo } from "react";
import { cn } from "@/components/ui/class-names";
import { useAddressFormat } from "@/lib/browser/address-format";
import type { AddressChannel, AddressForEyes } from "@/lib/domain/phone-address";

const CHANNEL_MARKS: Record<AddressChannel, { short: string; long: string } | null> = {
  sms: null,
  whatsapp: { short: "WA", long: "WhatsApp" },
  rcs: { short: "RCS", long: "RCS" },
  messenger: { short: "FB", long: "Messenger" },
  other: { short: "other", long: "another channel" },
};

export type AddressProps = { address: string | null; className?: string };

/** An address in a row: country code, national format, channel. */
export const Address = memo(function Address({ address, className }: AddressProps) {
  const format = useAddressFormat();
  if (address === null) return <span className={cn("text-ink-3", className)}>–</span>;
  return <WrittenAddress address={address} written={format(address)} className={className} />;
});

export type WrittenAddressProps = { address: string; written: AddressForEyes; className?: string };

/** The same where the address was written for people already. */
export function WrittenAddress({ address, written, className }: WrittenAddressProps) {
  const { channel, country, text } = written;
  const mark = CHANNEL_MARKS[channel];
  return (
    <span className={cn("truncate", className)} title={address}>
      <span className="mono inline-block w-5.5 text-ink-3 text-micro">{country}</span>
      <span className="mono text-small">{text}</span>
      {mark && (
        <abbr title={mark.long} className="ml-1.5 text-ink-3 text-micro no-underline">
          {mark.short}
        </abbr>
      )}
    </span>
  );
}
