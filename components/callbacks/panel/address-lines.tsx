import { numbered } from "@/components/messages/timeline/numbered";
import { cn } from "@/components/ui/class-names";
import type { CallbackDiagnosis } from "@/lib/contracts/callback";
import { differUrls, type UrlPart } from "@/lib/domain/url-difference";
import { Section } from "./section";

/** The address that Twilio signed above the one that was checked, with what differs. */
export function AddressLines({ diagnosis }: { diagnosis: CallbackDiagnosis }) {
  const { signedUrl, checkedUrl } = diagnosis;
  if (!signedUrl || !checkedUrl || signedUrl === checkedUrl) return null;
  const { left, right } = differUrls(signedUrl, checkedUrl);
  return (
    <Section title="Address">
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] max-tablet:grid-cols-1">
        <Line label="Twilio signed" parts={left} url={signedUrl} underline="decoration-green" />
        <Line label="We checked" parts={right} url={checkedUrl} underline="decoration-red" />
      </dl>
    </Section>
  );
}

type LineProps = { label: string; parts: readonly UrlPart[]; url: string; underline: string };

function Line({ label, parts, url, underline }: LineProps) {
  return (
    <>
      <dt className="py-0.5 text-ink-3">{label}</dt>
      <dd className="mono truncate py-0.5 text-ink-3 text-small leading-5" title={url}>
        {numbered(parts).map(({ key, item }) =>
          item.isDifferent ? (
            <mark
              key={key}
              className={cn(
                "bg-transparent font-semibold text-ink underline decoration-2 underline-offset-4",
                underline,
              )}
            >
              {item.text}
            </mark>
          ) : (
            <span key={key}>{item.text}</span>
          ),
        )}
      </dd>
    </>
  );
}
