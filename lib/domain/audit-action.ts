/** Everything that leaves an entry in the audit, with what it is called on the page. */
export const AUDIT_ACTIONS = {
  "owner.set_up": "Set Milepost up",
  "session.started": "Signed in",
  "session.ended": "Signed out",
  "session.ended_everywhere": "Signed out everywhere",
  "session.refused": "Wrong password or code",
  "password.changed": "Changed the password",
  "person.invited": "Invited",
  "person.joined": "Joined",
  "person.role_changed": "Changed a role",
  "person.removed": "Removed",
  "invitation.withdrawn": "Withdrew an invitation",
  "token.created": "Created a token",
  "token.revoked": "Revoked a token",
  "message.sent": "Sent",
  "message.resent": "Sent again",
  "message.canceled": "Canceled",
  "message.redacted": "Redacted",
  "message.deleted": "Deleted at Twilio",
  "message.decided": "Decided what became of",
  "messages.exported": "Exported messages",
  "batch.created": "Sent a list",
  "batch.paused": "Paused a list",
  "batch.resumed": "Resumed a list",
  "batch.canceled": "Canceled the rest of a list",
  "batch.retried": "Sent the rejected of a list again",
  "batch.exported": "Exported a list's outcome",
  "callback.verified": "Verified refused callbacks again",
  "orphan.adopted": "Adopted",
  "simulator.changed": "Changed the simulator",
  "message.revealed": "Revealed a text",
  "settings.changed": "Changed a setting",
  "retention.carried_out": "Removed what was too old",
} as const;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

type AuditDetail = string | number | boolean | null;

/** One detail of an entry in words: "3 messages", "role sender", "masks bodies off → on". */
export function auditDetailWords(name: string, value: AuditDetail): string {
  const words = name
    .replaceAll("_", " ")
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/\btwilio\b/, "Twilio");
  if (typeof value === "number") {
    const counted = value === 1 ? words.replace(/ies$/, "y").replace(/s$/, "") : words;
    return `${value.toLocaleString("en")} ${counted}`;
  }
  return `${words} ${switchWords(String(value))}`;
}

function switchWords(value: string): string {
  switch (value) {
    case "false → true":
      return "off → on";
    case "true → false":
      return "on → off";
    default:
      return value;
  }
}

/** What the page calls an action; a word from another version stays as it is. */
export function auditActionWords(action: string): string {
  return AUDIT_ACTIONS[action as AuditAction] ?? action;
}
