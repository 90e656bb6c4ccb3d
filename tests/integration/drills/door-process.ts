import path from "node:path";
import { type MeasuredServer, startServer } from "../../../scripts/load/measured-server";
import type { LoadAccount } from "../../../scripts/load/signed-callbacks";

/** The callback door in a process of its own, which a test may kill and measure. */
export function startDoorProcess(place: {
  account: LoadAccount;
  publicBaseUrl: string;
  databaseUrl: string;
  port: number;
}): Promise<MeasuredServer> {
  return startServer({
    cwd: process.cwd(),
    args: [
      "--conditions=react-server",
      "--import",
      "tsx",
      path.join("scripts", "drill", "door-process.ts"),
    ],
    port: place.port,
    env: {
      DATABASE_URL: place.databaseUrl,
      PUBLIC_BASE_URL: place.publicBaseUrl,
      TWILIO_ACCOUNT_SID: place.account.accountSid,
      TWILIO_AUTH_TOKEN: place.account.authToken,
    },
    isQuiet: true,
  });
}
