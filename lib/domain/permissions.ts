import { AppError } from "./app-error";
import { ROLES, type Role, type Viewer } from "./viewer";

/** The least role that may do each thing; a role has the rights of those before it. */
const leastRole = {
  "messages.read": "viewer",
  "messages.send": "sender",
  "messages.refresh": "sender",
  "messages.cancel": "sender",
  "messages.resolve": "sender",
  "messages.redact": "admin",
  "messages.delete": "admin",
  "callbacks.verify": "admin",
  "callbacks.adopt": "admin",
  "simulator.change": "admin",
  "account.change": "viewer",
  "people.manage": "admin",
  "tokens.manage": "admin",
  "audit.read": "admin",
  "messages.reveal": "sender",
  "settings.change": "admin",
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof leastRole;

/** What a program may do at most, whatever its role. */
const TOKEN_PERMISSIONS: ReadonlySet<Permission> = new Set(["messages.read", "messages.send"]);

/** Whether somebody may do something. */
export function can(viewer: Viewer, permission: Permission): boolean {
  if (viewer.via === "token" && !TOKEN_PERMISSIONS.has(permission)) return false;
  return ROLES.indexOf(viewer.role) >= ROLES.indexOf(leastRole[permission]);
}

/** Who may hand out a role, or change or remove somebody who has it: admins up to `sender`, owners every role. */
export function canGrant(viewer: Viewer, role: Role): boolean {
  if (!can(viewer, "people.manage")) return false;
  return viewer.role === "owner" || ROLES.indexOf(role) < ROLES.indexOf(viewer.role);
}

/** Everything that somebody may do. */
export function permissionsOf(viewer: Viewer): Permission[] {
  return (Object.keys(leastRole) as Permission[]).filter((permission) => can(viewer, permission));
}

/** Throws `forbidden`, with a sentence that names the role that may, unless the viewer may. */
export function assertCan(viewer: Viewer, permission: Permission): void {
  if (can(viewer, permission)) return;
  throw new AppError(
    "forbidden",
    `Your role is ${viewer.role}. This needs the role ${leastRole[permission]} or one above it.`,
  );
}
