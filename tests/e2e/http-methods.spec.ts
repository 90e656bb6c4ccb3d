import { request as httpRequest } from "node:http";
import { expect, test } from "./support/fixtures";

for (const path of ["/messages", "/api/messages", "/api/webhooks/twilio/message-status"]) {
  test(`TRACE ${path} is refused as a method, not as a failure`, async ({ baseURL }) => {
    const status = await new Promise((resolve, reject) => {
      const sent = httpRequest(`${baseURL}${path}`, { method: "TRACE" }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.once("error", reject);
      sent.end();
    });
    expect(status).toBe(405);
  });
}
