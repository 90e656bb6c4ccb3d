import type { Profiler } from "node:inspector";

/** Whose work it is, by the file nearest to the sample that is not Node's own. */
const OWNERS: readonly { owner: string; file: RegExp }[] = [
  { owner: "Twilio's helper", file: /node_modules\/twilio\// },
  { owner: "pg and Prisma", file: /node_modules\/(pg|pg-protocol|pg-pool|@prisma)\// },
  {
    owner: "Milepost",
    file: /\/dist\/[\w-]+\.mjs$|\.next\/server\/.*(lib|app)_[^/]*$|libphonenumber-js/,
  },
  { owner: "Next.js", file: /node_modules\/next\/|\.next\/server\// },
];
const IDLE = "(idle)";
const GARBAGE = "(garbage collector)";

/** Shares of a profile's busy time by owner, the largest first. Node's own frames belong to whoever called them. */
export function sharesByOwner(profile: Profiler.Profile): { owner: string; share: number }[] {
  const parents = new Map<number, Profiler.ProfileNode>();
  const nodes = new Map<number, Profiler.ProfileNode>();
  for (const node of profile.nodes) {
    nodes.set(node.id, node);
    for (const child of node.children ?? []) parents.set(child, node);
  }
  const ownerOf = (leaf: Profiler.ProfileNode): string => {
    if (leaf.callFrame.functionName === GARBAGE) return "garbage collection";
    for (let at: Profiler.ProfileNode | undefined = leaf; at; at = parents.get(at.id)) {
      const { url } = at.callFrame;
      const known = url.startsWith("node:") ? undefined : OWNERS.find(({ file }) => file.test(url));
      if (known) return known.owner;
    }
    return "Node.js: connections, HTTP, streams";
  };

  const times = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const leaf = nodes.get(id);
    if (!leaf || leaf.callFrame.functionName === IDLE) continue;
    const time = profile.timeDeltas?.[index] ?? 0;
    const owner = ownerOf(leaf);
    busy += time;
    times.set(owner, (times.get(owner) ?? 0) + time);
  }
  return [...times]
    .map(([owner, time]) => ({ owner, share: time / busy }))
    .sort((one, other) => other.share - one.share);
}
