/** @type {import("next").NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  // Types are checked by `npm run verify` and `npm test`; a build on somebody's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ["pg", "postgres", "pino", "twilio", "graphile-worker"],
  outputFileTracingIncludes: {
    "/**": ["./prisma/migrations/**/*"],
  },
};

export default nextConfig;
