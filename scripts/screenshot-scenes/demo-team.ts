import { randomUUID } from "node:crypto";
import { newBatchSchema } from "@/lib/contracts/send-batch";
import { type Database, openDatabase } from "@/lib/db/prisma";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { createApiToken, findTokenViewer, revokeApiToken } from "@/lib/services/api-tokens";
import { createSendBatch } from "@/lib/services/create-send-batch";
import { invitePerson, joinByInvitation } from "@/lib/services/invitations";
import { changePrivacySettings } from "@/lib/services/privacy-settings";

const OWNER: Viewer = { id: "demo", name: "Maeve Brennan", role: "owner" };
const PASSWORD = "a few words are good";

const PEOPLE: readonly (readonly [name: string, email: string, role: Role])[] = [
  ["Ada Okafor", "ada.okafor@northgate-clinic.example", "admin"],
  ["Søren Lindqvist", "soren@northgate-clinic.example", "sender"],
  [
    "Wilhelmina Featherstonehaugh-Cholmondeley",
    "wilhelmina.featherstonehaugh-cholmondeley@reception.northgate-clinic.example",
    "viewer",
  ],
];

export type DemoTeam = {
  /** The path of an invitation that is open. */
  invitation: string;
  running: string;
  finished: string;
};

/** People, an open invitation, tokens of each kind, and a list that is being sent beside one that was. */
export async function gatherDemoTeam(databaseUrl: string): Promise<DemoTeam> {
  const db = openDatabase(databaseUrl);
  try {
    for (const [name, email, role] of PEOPLE) {
      const { path } = await invitePerson(OWNER, { email, role }, db);
      await joinByInvitation({ code: codeOf(path), name, password: PASSWORD }, null, db);
    }
    const invited = { email: "locum@northgate-clinic.example", role: "sender" } as const;
    const { path: invitation } = await invitePerson(OWNER, invited, db);

    const used = await createApiToken(OWNER, { name: "Appointment reminders", scope: "send" }, db);
    await findTokenViewer(used.token, db);
    await createApiToken(OWNER, { name: "Nightly report", scope: "read" }, db);
    const lost = await createApiToken(OWNER, { name: "Laptop of a contractor", scope: "send" }, db);
    await revokeApiToken(OWNER, lost.id, db);

    const finished = await sendList(db, {
      name: "Flu shots, November",
      ratePerSecond: 100,
      numbers: [...numbers(210, 46), "+15005550001", "+15005550009", "+14155550110"],
    });
    const running = await sendList(db, {
      name: "Recall of patients",
      ratePerSecond: 1,
      numbers: numbers(211, 900),
    });
    return { invitation, running, finished };
  } finally {
    await db.$disconnect();
  }
}

/** Hides numbers and texts, and removes all but the timelines after a while. */
export async function hideAndForget(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl);
  await changePrivacySettings(
    OWNER,
    {
      masksNumbers: true,
      masksBodies: true,
      bodyDays: 30,
      numberDays: 365,
      callbackDays: 90,
      refusedDays: 14,
      redactsAtTwilio: true,
    },
    db,
  );
  await db.$disconnect();
}

function codeOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function numbers(area: number, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `+1415${area}${String(index).padStart(4, "0")}`,
  );
}

async function sendList(
  db: Database,
  list: { name: string; ratePerSecond: number; numbers: string[] },
) {
  const { batchId } = await createSendBatch(
    OWNER,
    newBatchSchema.parse({
      sendKey: randomUUID(),
      text: ["phone,n", ...list.numbers.map((number, index) => `${number},${index + 1}`)].join(
        "\n",
      ),
      hasHeader: true,
      numberColumn: 0,
      defaultCountry: null,
      channel: "sms",
      body: "Flu shots are available without an appointment. You are number {{n}}.",
      isSmartEncoded: false,
      sendsToUnlikely: true,
      name: list.name,
      sender: "number",
      from: "+15005550006",
      messagingServiceSid: "",
      callback: "message",
      reference: "",
      ratePerSecond: list.ratePerSecond,
      confirmedMessages: list.numbers.length,
    }),
    { db },
  );
  return batchId;
}
