import "server-only";
import type { SendExpectations, SendRoute } from "@/lib/contracts/send-expectations";
import { type Database, database } from "@/lib/db/prisma";
import { findRouteTimes, listSegmentPrices, type RouteCriteria } from "@/lib/db/send-history";
import { NO_RECEIPT_AFTER_SECONDS } from "@/lib/domain/message-status";
import { assertCan } from "@/lib/domain/permissions";
import type { Viewer } from "@/lib/domain/viewer";

const TIMES_DAYS = 7;
const PRICES_DAYS = 30;
const MOST_MESSAGES = 3_000;
const DAY_MS = 86_400_000;
const STEPS = ["accepted", "queued", "sending", "sent", "delivered", "read"] as const;

/** What became of the messages that went the same way lately: times of the last 7 days, prices of the last 30. */
export async function getSendExpectations(
  viewer: Viewer,
  route: SendRoute,
  { db = database(), now = new Date() }: { db?: Database; now?: Date } = {},
): Promise<SendExpectations> {
  assertCan(viewer, "messages.send");
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const criteria: RouteCriteria = {
    channel: route.channel,
    countries: route.countries,
    messagingServiceSid: route.messagingServiceSid ?? null,
    createdSince: daysAgo(TIMES_DAYS),
    sentBefore: new Date(now.getTime() - NO_RECEIPT_AFTER_SECONDS * 1000),
    limit: MOST_MESSAGES,
  };
  const [times, prices] = await Promise.all([
    findRouteTimes(db, criteria),
    listSegmentPrices(db, { ...criteria, createdSince: daysAgo(PRICES_DAYS) }),
  ]);
  const steps = STEPS.flatMap((step) => {
    const seconds = times[step];
    return seconds === null ? [] : [[step, seconds] as const];
  });
  return {
    sampleCount: times.sample_count,
    steps: Object.fromEntries(steps),
    deliveredWithin95Seconds: times.delivered_95,
    noReceiptShare: times.no_receipt_share,
    prices: prices.flatMap(({ country, per_segment, unit }) =>
      country === null ? [] : [{ country, perSegment: per_segment, unit }],
    ),
  };
}
