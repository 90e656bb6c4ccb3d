// Loaded into a measured server: answers over the process channel what it has used so far.
process.on("message", (message) => {
  if (message?.kind !== "usage") return;
  if (message.collectGarbage) globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send({
    kind: "usage",
    usage: { cpuMs: (user + system) / 1000, rss, heapUsed, external },
  });
});
// The process that measures is gone: nobody is left to stop this one.
process.once("disconnect", () => process.exit(0));
