import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getSenderDirectory } from "@/lib/services/get-sender-directory";
import { listMessagingServices } from "@/lib/services/list-messaging-services";
import { listOutcomeNumbers } from "@/lib/services/list-outcome-numbers";
import { createTwilioClient } from "@/lib/twilio/rest-client";
import {
  clientOf,
  openSendingPlace,
  SERVICE,
  SERVICE_WITHOUT_CALLBACK,
  type SendingPlace,
  sender,
  viewerOf,
} from "./sending-fixture";

let place: SendingPlace;
beforeAll(async () => {
  place = await openSendingPlace();
});
afterAll(() => place.close());

describe("the sender directory", () => {
  test("has the account's numbers, its services with their callbacks, and the channel senders in them", async () => {
    const { numbers, services, problems } = await getSenderDirectory(sender, place.client);
    expect(problems).toEqual([]);
    expect(numbers.map(({ address }) => address).sort()).toEqual([
      "+14155550190",
      "+15005550006",
      "+18885550191",
      "rcs:milepost_agent",
      "whatsapp:+14155238886",
    ]);
    expect(services).toEqual([
      expect.objectContaining({
        sid: SERVICE,
        friendlyName: "Notifications",
        statusCallback: `${place.settings.PUBLIC_BASE_URL}/api/webhooks/twilio/message-status#rc=5&rp=all`,
      }),
      expect.objectContaining({ sid: SERVICE_WITHOUT_CALLBACK, statusCallback: null }),
    ]);
    expect(services[0]?.senders).toContain("whatsapp:+14155238886");
  });

  test("is fetched once a minute, however many ask", async () => {
    const client = clientOf(place.simulator);
    const [first, second] = await Promise.all([
      listMessagingServices(sender, client),
      listMessagingServices(sender, client),
    ]);
    expect(second).toBe(first);
  });

  test("says what Twilio did not tell instead of failing", async () => {
    const { accountSid, authToken } = place.simulator;
    const client = createTwilioClient({ accountSid, authToken, apiBaseUrl: "http://127.0.0.1:1" });
    const { numbers, services, problems } = await getSenderDirectory(sender, client);
    expect([...numbers, ...services]).toEqual([]);
    expect([...problems].sort()).toEqual([
      "Twilio did not list the Messaging Services.",
      "Twilio did not list the account's numbers.",
    ]);
  });

  test("is not for those who may only look", async () => {
    await expect(getSenderDirectory(viewerOf("viewer"), place.client)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("the simulator's numbers", () => {
  test("are told with what becomes of a message to each", async () => {
    const numbers = await listOutcomeNumbers(sender, place.simulator.url);
    expect(numbers).toContainEqual({ number: "+14155550100", does: "delivered" });
  });

  test("are none while Twilio itself is in use, or when nobody tells", async () => {
    expect(await listOutcomeNumbers(sender, "http://127.0.0.1:1")).toEqual([]);
  });
});
