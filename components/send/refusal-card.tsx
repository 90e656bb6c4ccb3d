import { ExternalLink } from "@/components/ui/external-link";
import { TextLink } from "@/components/ui/text-link";
import type { Refusal } from "@/lib/contracts/send-message";

const SIDES: Record<Refusal["side"], string> = {
  sender: "yours",
  recipient: "the recipient’s",
  carrier: "the carrier’s",
  channel: "the channel’s",
  twilio: "Twilio’s",
  unknown: "not known",
};

const DURATIONS: Record<Refusal["duration"], string> = {
  temporary: "passes by itself",
  permanent: "stays until something is changed",
  unknown: "not known",
};

export type RefusalCardProps = { refusal: Refusal; to: string; messageId: string };

/** Why Twilio took no message: its code, what that means, whose side it is on and what to do. */
export function RefusalCard({ refusal, to, messageId }: RefusalCardProps) {
  return (
    <section role="alert" className="border-red border-l-2 py-0.5 pl-3.5">
      <h2 className="font-semibold text-red">
        {refusal.code !== null && <span className="mono">{refusal.code} </span>}
        {refusal.title}
      </h2>
      <p className="mt-0.5">
        {refusal.meaning} {refusal.action}
      </p>
      <dl className="mt-1.5 flex flex-wrap gap-x-5 gap-y-0.5 text-small">
        <Fact name="Side">{SIDES[refusal.side]}</Fact>
        <Fact name="How long">{DURATIONS[refusal.duration]}</Fact>
        <Fact name="To">
          <span className="mono">{to}</span>
        </Fact>
      </dl>
      {refusal.message !== refusal.meaning && (
        <p className="mt-1.5 text-ink-2 text-small">Twilio’s words: {refusal.message}</p>
      )}
      <p className="mt-1.5 flex flex-wrap gap-x-4 text-small">
        <TextLink href={`/messages/${messageId}`}>The refused message</TextLink>
        {refusal.docsUrl && (
          <ExternalLink href={refusal.docsUrl}>Twilio on {refusal.code}</ExternalLink>
        )}
      </p>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-3">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
