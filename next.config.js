/** Said with every answer; the content security policy of pages is made per request in proxy.ts. */
const SECURITY_HEADERS = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=(), payment=()" },
  // Browsers heed it over https only.
  { key: "strict-transport-security", value: "max-age=31536000" },
];

/** @type {import("next").NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  // Types are checked by `npm run verify` and `npm test`; a build on somebody's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  skipTrailingSlashRedirect: true,
  // A list of 50,000 recipients travels in one action; Vercel takes 4.5 MB.
  experimental: {
    serverActions: { bodySizeLimit: "4.4mb" },
    // Merged modules lose exports on the server when pages are asked for in an unlucky order: people, then a message.
    turbopackScopeHoisting: false,
  },
  serverExternalPackages: ["pg", "postgres", "pino", "twilio", "graphile-worker"],
  // Browsers ask for it before they have read a page's own icon.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  headers: async () => [
    { source: "/:path*", headers: SECURITY_HEADERS },
    {
      source: "/api/:path*",
      headers: [
        { key: "content-security-policy", value: "default-src 'none'; frame-ancestors 'none'" },
      ],
    },
  ],
  outputFileTracingIncludes: {
    "/**": ["./prisma/migrations/**/*"],
  },
};

export default nextConfig;
