/** Secrets of a build for tests: none of them may be found in what a browser is sent. */
export const BUILD_CANARIES = {
  AUTH_SECRET: "canary-auth-secret-5d0c6c1e9f3b4a7d8e2f",
  CRON_SECRET: "canary-cron-secret-5d0c6c1e9f3b4a7d8e2f",
  OWNER_EMAIL: "canary-owner@example.com",
  OWNER_PASSWORD: "canary-owner-password-5d0c6c1e9f3b",
  TWILIO_ACCOUNT_SID: "AC5d0c6c1e9f3b4a7d8e2f5d0c6c1e9f3b",
  TWILIO_AUTH_TOKEN: "canary-auth-token-5d0c6c1e9f3b4a7d",
  TWILIO_AUTH_TOKEN_PREVIOUS: "canary-previous-token-5d0c6c1e9f3b",
};
