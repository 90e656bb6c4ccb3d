import { startJobWorker } from "@/lib/services/job-worker";

// A process that runs jobs as the self-hosted server does; drills and tests start several of them and kill some.
const [, , abandonedAfterSeconds = "2"] = process.argv;
await startJobWorker({ abandonedAfterSeconds: Number(abandonedAfterSeconds) });
process.send?.("running");
process.once("disconnect", () => process.exit(0));
