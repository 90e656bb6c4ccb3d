import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import { messagePage } from "@/lib/browser/message-pages";
import type { MessageDetail } from "@/lib/contracts/message";
import { formatSpan } from "@/lib/domain/duration-format";
import { instantToUs } from "@/lib/domain/instant";
import { formatAddress } from "@/lib/domain/phone-address";
import { formatPrice } from "@/lib/domain/price-format";
import { ServiceName } from "./service-name";
import { ClockTime } from "./timeline/clock-time";

const CHANNEL_NAMES: Record<MessageDetail["channel"], string> = {
  sms: "SMS",
  mms: "MMS",
  whatsapp: "WhatsApp",
  rcs: "RCS",
  messenger: "Messenger",
  other: "other",
};

export function FactList({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <dl
      className={cn(
        "grid grid-cols-[5.25rem_minmax(0,1fr)] gap-x-3 text-small leading-6",
        "print:grid-cols-[5.25rem_minmax(0,1fr)_5.25rem_minmax(0,1fr)] print:leading-5",
        className,
      )}
    >
      {children}
    </dl>
  );
}

function Fact({
  term,
  isWide,
  children,
}: {
  term: string;
  /** Takes the whole line where two facts share one. */
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className={cn("col-span-2 grid grid-cols-subgrid", isWide && "@min-[26rem]/facts:col-span-4")}
    >
      <dt className="text-ink-3">{term}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function Address({ address }: { address: string }) {
  const { country, text } = formatAddress(address);
  return (
    <span title={address} className={cn(country && "whitespace-nowrap")}>
      {country && <span className="mono mr-2 text-ink-3 text-micro">{country}</span>}
      <span className="mono">{text}</span>
    </span>
  );
}

/** To, from, channel, service: what everybody asks first. */
export function RouteFacts({ message }: { message: MessageDetail }) {
  const { to, from, messagingServiceSid, numSegments } = message;
  const segments = numSegments === 1 ? "1 segment" : `${numSegments} segments`;
  return (
    <>
      <Fact term="To">
        {to === null ? <NoRecipient message={message} /> : <Address address={to} />}
      </Fact>
      <Fact term="Channel">
        {CHANNEL_NAMES[message.channel]}
        {numSegments !== null && `, ${segments}`}
      </Fact>
      <Fact term="From">{from === null ? unknownSender(message) : <Address address={from} />}</Fact>
      {messagingServiceSid !== null && (
        <Fact term="Service">
          <ServiceName sid={messagingServiceSid} />
        </Fact>
      )}
    </>
  );
}

function NoRecipient({ message: { numbersRedactedAt, createdAt } }: { message: MessageDetail }) {
  if (numbersRedactedAt === null) return "not known";
  return (
    <span className="text-ink-2">
      removed at{" "}
      <ClockTime atUs={instantToUs(numbersRedactedAt)} unlikeDayOfUs={instantToUs(createdAt)} />
    </span>
  );
}

function unknownSender(message: MessageDetail): string {
  return message.messagingServiceSid === null ? "not known" : "the service chooses";
}

/** The end of an id tells messages of one day apart, its beginning does not. */
function shortId(id: string): string {
  return id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-8)}` : id;
}

/** Everything else that is known, each only where it is. */
export function FurtherFacts({ message }: { message: MessageDetail }) {
  const { price, priceUnit, sendAt, reference, resentFromId, tags } = message;
  const createdAtUs = instantToUs(message.createdAt);
  return (
    <>
      <Fact term="Our id">
        <span className="flex items-center gap-0.5">
          <span className="mono truncate">{message.id}</span>
          <CopyButton text={message.id} label="Copy our id" className="-my-1 print:hidden" />
        </span>
      </Fact>
      {price !== null && <Fact term="Price">{formatPrice(price, priceUnit)}</Fact>}
      {sendAt !== null && (
        <Fact term="Send time">
          <ClockTime atUs={instantToUs(sendAt)} unlikeDayOfUs={createdAtUs} />
        </Fact>
      )}
      {message.validityPeriodSeconds !== null && (
        <Fact term="Gives up">after {formatSpan(message.validityPeriodSeconds * 1_000_000)}</Fact>
      )}
      {reference !== null && <Fact term="Reference">{reference}</Fact>}
      {tags.length > 0 && <Fact term="Tags">{tags.join(", ")}</Fact>}
      {resentFromId !== null && (
        <Fact term="In place of">
          <TextLink href={messagePage(resentFromId)} className="mono">
            {shortId(resentFromId)}
          </TextLink>
        </Fact>
      )}
      {message.resentAsIds.map((id) => (
        <Fact key={id} term="Sent again as">
          <TextLink href={messagePage(id)} className="mono">
            {shortId(id)}
          </TextLink>
        </Fact>
      ))}
      {message.isSmartEncoded && <Fact term="Encoding">smart</Fact>}
      {message.twilioDeletedAt !== null && (
        <Fact term="Deleted">
          at Twilio,{" "}
          <ClockTime atUs={instantToUs(message.twilioDeletedAt)} unlikeDayOfUs={createdAtUs} />
        </Fact>
      )}
    </>
  );
}
