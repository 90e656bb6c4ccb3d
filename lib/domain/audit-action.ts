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

/** What the page calls an action; a word from another version stays as it is. */
export function auditActionWords(action: string): string {
  return AUDIT_ACTIONS[action as AuditAction] ?? action;
}
