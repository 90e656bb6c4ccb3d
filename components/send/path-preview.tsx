"use client";

import { BigTrack } from "@/components/messages/track/big-track";
import type { SendExpectations } from "@/lib/contracts/send-expectations";
import type { SendForm } from "@/lib/contracts/send-form";
import { formatSpan } from "@/lib/domain/duration-format";
import {
  expectedSteps,
  hasReadReceipts,
  type PathFacts,
  pathOf,
} from "@/lib/domain/expected-steps";
import type { Track } from "@/lib/domain/track-posts";

const LEAST_SAMPLES = 5;
const US_PER_SECOND = 1_000_000;

export type PathPreviewProps = {
  form: SendForm;
  /** Null while they are fetched, or when they could not be. */
  expectations: SendExpectations | null;
  countries: readonly string[];
  /** False when no address of ours would be called. */
  isReported: boolean;
};

/** The statuses to expect, each at its usual time on the ruler. */
export function PathPreview({ form, expectations, countries, isReported }: PathPreviewProps) {
  const usesService = form.sender === "service";
  const isScheduled = form.sendAt !== null;
  const known = expectations && expectations.sampleCount >= LEAST_SAMPLES ? expectations : null;
  const posts = postsOf(
    { hasSubmission: true, usesService, isScheduled },
    hasReadReceipts(form.channel),
    known,
  );
  const [initial = "queued", ...called] = posts.map(({ word }) => word);
  return (
    <section aria-label="Path to expect" className="border-line border-b px-gutter py-3.5">
      <h2 className="font-semibold">Path to expect</h2>
      <p className="mt-0.5 text-pretty text-ink-2">{basis(known, countries, usesService)}</p>
      <div className="mt-2">
        <BigTrack
          track={trackOfGhosts(posts)}
          label={`Statuses to expect: ${posts.map(({ word }) => word).join(", ")}`}
          initialWidthPx={500}
        />
      </div>
      {known && <Figures expectations={known} />}
      <p className="mt-2 text-pretty text-ink-3 text-small">
        {isReported
          ? `Twilio’s answer says ${initial}. A callback follows for ${listed(called)}.`
          : `Twilio’s answer says ${initial}. After that Milepost hears nothing: no callback leads here.`}
      </p>
    </section>
  );
}

type GhostPost = { word: string; seconds: number };

function postsOf(
  facts: PathFacts,
  canBeRead: boolean,
  known: SendExpectations | null,
): GhostPost[] {
  const usual = expectedSteps(facts, { rank: -1, atUs: 0 }, null, 0);
  const path = pathOf(facts).map((word, index) => ({
    word,
    seconds: known?.steps[word] ?? (usual[index]?.expectedAtUs ?? 0) / US_PER_SECOND,
  }));
  const last = path.at(-1)?.seconds ?? 0;
  const read = { word: "read", seconds: known?.steps.read ?? last * 5 };
  let previous = 0;
  return [...path, ...(canBeRead ? [read] : [])].map(({ word, seconds }) => {
    previous = Math.max(previous, seconds);
    return { word, seconds: previous };
  });
}

function trackOfGhosts(posts: readonly GhostPost[]): Track {
  return {
    hasSubmission: true,
    posts: [],
    ghosts: posts,
    isContradictory: false,
    nowSeconds: null,
    silentSeconds: null,
    isPulsing: false,
    note: null,
  };
}

function basis(known: SendExpectations | null, countries: readonly string[], usesService: boolean) {
  if (!known) return "Too few messages went this way in the last 7 days: these are usual times.";
  const to = countries.length > 0 ? ` to ${listed(countries)}` : "";
  return `Medians of the last 7 days${to}${usesService ? " through this service" : ""}.`;
}

function Figures({ expectations }: { expectations: SendExpectations }) {
  const { steps, deliveredWithin95Seconds, noReceiptShare } = expectations;
  const delivered = steps.delivered;
  return (
    <dl className="mt-1 flex flex-wrap gap-x-7 gap-y-1">
      {delivered !== undefined && <Figure name="Half by">{span(delivered)}</Figure>}
      {deliveredWithin95Seconds !== null && (
        <Figure name="95 % by">{span(deliveredWithin95Seconds)}</Figure>
      )}
      {noReceiptShare !== null && (
        <Figure name="No receipt">{`${(noReceiptShare * 100).toFixed(1)} %`}</Figure>
      )}
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: string }) {
  return (
    <div className="flex gap-2.5">
      <dt className="text-ink-2">{name}</dt>
      <dd className="mono">{children}</dd>
    </div>
  );
}

function span(seconds: number): string {
  return formatSpan(seconds * US_PER_SECOND);
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(words);
}
