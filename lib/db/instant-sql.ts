import "server-only";

/** SQL that writes a timestamptz column as an ISO instant in UTC with microseconds. */
export function instantSql(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
