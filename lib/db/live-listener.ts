import "server-only";
import postgres from "postgres";
import { LIVE_CHANNEL, type LiveNotification, parseLiveNotification } from "./live-channel";

export type LiveListener = { close(): Promise<void> };

/**
 * Holds one LISTEN connection. `onListening` is called each time listening (again) began: what was notified before
 * that may have been missed. Rejects when the first connection cannot be had.
 */
export async function listenToMessages(
  connectionString: string,
  handlers: {
    onNotification: (notification: LiveNotification) => void;
    onListening: () => void;
  },
): Promise<LiveListener> {
  const sql = postgres(connectionString, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    onnotice: () => {},
    prepare: false,
  });
  try {
    await sql.listen(
      LIVE_CHANNEL,
      (payload) => handlers.onNotification(parseLiveNotification(payload)),
      handlers.onListening,
    );
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  return { close: () => sql.end({ timeout: 2 }) };
}
