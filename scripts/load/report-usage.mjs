// Loaded into a measured server: answers over the process channel what it has used so far, and profiles it.
import { Session } from "node:inspector/promises";

const SAMPLE_EVERY_US = 500;
const inspector = new Session();

async function answer(message) {
  switch (message?.kind) {
    case "usage": {
      if (message.collectGarbage) globalThis.gc?.();
      const { user, system } = process.cpuUsage();
      const { rss, heapUsed, external } = process.memoryUsage();
      return { cpuMs: (user + system) / 1000, rss, heapUsed, external };
    }
    case "start-profile":
      inspector.connect();
      await inspector.post("Profiler.enable");
      await inspector.post("Profiler.setSamplingInterval", { interval: SAMPLE_EVERY_US });
      await inspector.post("Profiler.start");
      return null;
    case "stop-profile": {
      const { profile } = await inspector.post("Profiler.stop");
      inspector.disconnect();
      return profile;
    }
    default:
      return undefined;
  }
}

process.on("message", async (message) => {
  const told = await answer(message);
  if (told !== undefined) process.send({ kind: message.kind, told });
});
// The process that measures is gone: nobody is left to stop this one.
process.once("disconnect", () => process.exit(0));
