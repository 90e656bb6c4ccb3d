/** @type {import("next").NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  serverExternalPackages: ["pg", "postgres", "pino", "twilio", "graphile-worker"],
  outputFileTracingIncludes: {
    "/**": ["./prisma/migrations/**/*"],
  },
};

export default nextConfig;
