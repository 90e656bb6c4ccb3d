import "server-only";
import pg from "pg";
import { Prisma } from "./generated/client";

const UNIQUE_VIOLATION = "23505";
const DEADLOCK = "40P01";
const SERIALIZATION_FAILURE = "40001";

function sqlStateOf(error: unknown): string | null {
  if (error instanceof pg.DatabaseError) return error.code ?? null;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const cause = (error.meta as { driverAdapterError?: { cause?: Record<string, unknown> } })
    ?.driverAdapterError?.cause;
  const code = cause?.originalCode ?? cause?.code ?? (error.meta as { code?: unknown })?.code;
  if (typeof code === "string") return code;
  return cause?.kind === "UniqueConstraintViolation" || error.code === "P2002"
    ? UNIQUE_VIOLATION
    : null;
}

/** Another transaction was quicker: the same statement, run again, sees what it wrote. */
export function isLostRace(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === UNIQUE_VIOLATION || state === DEADLOCK || state === SERIALIZATION_FAILURE;
}

/** The statement was refused for what it holds (SQLSTATE class 22 or 23), not because the database is away. */
export function isBadInput(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== null && (state.startsWith("22") || state.startsWith("23"));
}
