/** What somebody may do: each role has the rights of those before it. */
export const ROLES = ["viewer", "sender", "admin", "owner"] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. Every service takes it first and decides by it. */
export type Viewer = {
  id: string;
  name: string;
  role: Role;
  /** A program with an API token, not a person with a session. */
  via?: "token";
};
