/** @type {import("next").NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  // Types are checked by `npm run verify` and `npm test`; a build on somebody's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  skipTrailingSlashRedirect: true,
  // A list of 50,000 recipients travels in one action; Vercel takes 4.5 MB.
  experimental: { serverActions: { bodySizeLimit: "4.4mb" } },
  serverExternalPackages: ["pg", "postgres", "pino", "twilio", "graphile-worker"],
  outputFileTracingIncludes: {
    "/**": ["./prisma/migrations/**/*"],
  },
};

export default nextConfig;
