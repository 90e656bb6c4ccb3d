import "server-only";

/** Comes after every hexadecimal digit in any collation, so that an ordinary index finds a prefix. */
const AFTER_DIGITS = "g";

/** A condition that an ordinary index serves: `column` starts with `prefix`, both of hexadecimal digits to their end. */
export function startsWithSql(
  column: string,
  prefix: string,
  bind: (value: unknown) => string,
): string {
  return `(${column} >= ${bind(prefix)} AND ${column} < ${bind(`${prefix}${AFTER_DIGITS}`)})`;
}
