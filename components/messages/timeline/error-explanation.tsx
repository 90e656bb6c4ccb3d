import { ExternalLink } from "@/components/ui/external-link";
import { type ErrorDuration, type ErrorSide, explainErrorCode } from "@/lib/domain/error-codes";

const SIDES: Record<ErrorSide, string> = {
  sender: "yours",
  recipient: "recipient",
  carrier: "carrier",
  channel: "channel",
  twilio: "Twilio",
  unknown: "not known",
};

const DURATIONS: Record<ErrorDuration, string> = {
  temporary: "temporary",
  permanent: "permanent",
  unknown: "not known",
};

export type ErrorExplanationProps = {
  code: number | null;
  /** Twilio's own words about this one request. */
  told?: string | null;
};

/** Under a failed step: what the code means, whose side it is on, how long it lasts and what to do. */
export function ErrorExplanation({ code, told }: ErrorExplanationProps) {
  if (code === null && !told) return null;
  const explained = code === null ? null : explainErrorCode(code);
  return (
    <section className="my-1.5 border-red border-l-2 pl-3 text-small">
      {explained && (
        <h3 className="font-semibold text-base">
          <span className="mono mr-1.5 font-medium text-red">{explained.code}</span>
          {explained.title}
        </h3>
      )}
      {explained && (
        <p className="mt-0.5 text-pretty text-ink-2">
          {explained.meaning} {explained.action}
        </p>
      )}
      {told && <p className="mt-0.5 text-pretty text-ink-2">Twilio said: “{told}”</p>}
      {explained && (
        <dl className="mt-1.5 flex flex-wrap gap-x-4 gap-y-0.5">
          <Fact term="Side" words={SIDES[explained.side]} />
          <Fact term="Lasts" words={DURATIONS[explained.duration]} />
          <div>
            <dt className="sr-only">More</dt>
            <dd>
              <ExternalLink href={explained.docsUrl} className="font-medium">
                Twilio on {explained.code}
              </ExternalLink>
            </dd>
          </div>
        </dl>
      )}
    </section>
  );
}

function Fact({ term, words }: { term: string; words: string }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-3">{term}</dt>
      <dd className="font-medium">{words}</dd>
    </div>
  );
}
