import { readCommandLine, usage } from "./command-line";
import { resolveOptions } from "./options";
import { startSimulator } from "./server";

async function main() {
  const commandLine = readCommandLine(process.argv.slice(2), process.env);
  if (commandLine.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const { options } = commandLine;
  const simulator = await startSimulator({
    ...options,
    logger: {
      info() {},
      warn: (message) => process.stderr.write(`${message}\n`),
    },
  });
  const { preset, seed, timeScale } = simulator.settings();
  const [key] = resolveOptions(options).apiKeys;
  const lines = [
    `Simulator listening on ${simulator.url}`,
    `  account SID  ${simulator.accountSid}`,
    `  auth token   ${simulator.authToken}`,
    ...(key ? [`  API key      ${key.sid} / ${key.secret}`] : []),
    `  preset       ${preset} (seed ${seed}, time scale ${timeScale})`,
    `  control      ${simulator.url}/simulator/summary`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);

  const stop = () => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
