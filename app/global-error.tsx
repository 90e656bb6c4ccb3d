"use client";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { FailureNote } from "@/components/ui/failure-note";
import "./globals.css";

/** Takes the place of the root layout, so it brings its own document. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <title>Milepost is not available</title>
        <main>
          <FailureNote
            isWholePage
            title="Milepost is not available"
            reference={reference}
            onRetry={retry}
          >
            The server could not prepare the page. It may be starting, or its database may be away.
            Callbacks that could not be recorded are sent again by Twilio.
          </FailureNote>
        </main>
      </body>
    </html>
  );
}
