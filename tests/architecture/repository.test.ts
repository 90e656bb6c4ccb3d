import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { environmentSchema } from "@/lib/env";
import { read, root, sourceFiles } from "../support/source-files";

const docs = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("docs", file)),
];

describe("the environment", () => {
  test(".env.example lists exactly the names of the schema", () => {
    const listed = [...read(".env.example").matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(listed.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  test("the README's configuration table lists exactly the names of the schema", () => {
    const rows = [...read("README.md").matchAll(/^\| `([A-Z_]+)`(?:, `([A-Z_]+)`)? \|/gm)];
    const listed = rows.flatMap((row) => [row[1], row[2]]).filter(Boolean);
    expect(listed.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });
});

describe("the documents", () => {
  test.each(docs)("%s names only files that exist", (file) => {
    const text = read(file);
    const named = [
      ...text.matchAll(
        /`((?:app|components|lib|prisma|simulator|scripts|server|tests|docs)\/[\w()[\]./-]+)`/g,
      ),
    ]
      .map((match) => match[1] ?? "")
      .filter((target) => !target.includes("*"));
    const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) =>
      path.join(path.dirname(file), match[1] ?? ""),
    );
    const missing = [...named, ...linked].filter((target) => !existsSync(path.join(root, target)));
    expect(missing).toEqual([]);
  });

  test.each(docs)("%s names only commands that exist", (file) => {
    const scripts = Object.keys(JSON.parse(read("package.json")).scripts);
    const named = [...read(file).matchAll(/npm (?:run )?([a-z][\w:-]*)/g)]
      .map((match) => match[1] ?? "")
      .filter(
        (name) => !["install", "ci", "package", "packages", "and", "registry"].includes(name),
      );
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

describe("the dependencies", () => {
  test("have exact versions", () => {
    const { dependencies, devDependencies } = JSON.parse(read("package.json"));
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d/.test(String(version)),
    );
    expect(loose).toEqual([]);
  });

  test("the lockfile names no registry of one machine", () => {
    const hosts = [...read("package-lock.json").matchAll(/"resolved": "https?:\/\/([^/"]+)/g)];
    expect([...new Set(hosts.map((match) => match[1]))]).toEqual([]);
  });
});

test("no tracked file holds a path of somebody's machine", () => {
  const tracked = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      cwd: root,
      encoding: "utf8",
    },
  )
    .split("\0")
    .filter((file) => /\.(tsx?|mjs|js|json|md|ya?ml|css|prisma|sql|sh)$/.test(file))
    .filter((file) => existsSync(path.join(root, file)));
  const homes = new RegExp(
    ["home", "Users", "work", "root"].map((name) => `["'\`\\s(]/${name}/`).join("|"),
  );
  expect(tracked.filter((file) => homes.test(read(file)))).toEqual([]);
});

test("every test file is one that a runner picks up", () => {
  const strays = sourceFiles("tests").filter((file) => {
    if (/^tests\/(support|fixtures)\//.test(file) || file.includes("/support/")) return false;
    if (file.startsWith("tests/e2e/")) return !file.endsWith(".spec.ts");
    return /\b(describe|test)\(/.test(read(file)) && !/\.test\.tsx?$/.test(file);
  });
  expect(strays).toEqual([]);
});
