import express from "express";
import twilio from "twilio";
import { openDatabase } from "@/lib/db/prisma";

/**
 * What Twilio's sample grows into: Express, the helper library's middleware, and one Prisma `create` per request.
 * The row goes into the one table of the schema that stands alone, with two indexes and the same contents.
 */
const db = openDatabase(process.env.DATABASE_URL ?? "");
const app = express();
app.use(express.urlencoded({ extended: false }));
app.post(
  "/api/webhooks/twilio/message-status",
  twilio.webhook(process.env.TWILIO_AUTH_TOKEN ?? "", {
    url: `${process.env.PUBLIC_BASE_URL}/api/webhooks/twilio/message-status`,
  }),
  async (request, response) => {
    await db.refusedCallback.create({
      data: {
        reason: "none",
        httpStatus: 200,
        target: request.originalUrl,
        headers: request.headers as Record<string, string>,
        diagnosis: request.body,
        claimedSid: request.body.MessageSid,
        claimedAccountSid: request.body.AccountSid,
        claimedStatus: request.body.MessageStatus,
        receivedAt: new Date(),
      },
    });
    response.sendStatus(200);
  },
);

app.listen(Number(process.env.PORT), "127.0.0.1");
process.once("SIGTERM", () => process.exit(0));
