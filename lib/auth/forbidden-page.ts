import "server-only";
import { notFound } from "next/navigation";
import { AppError } from "@/lib/domain/app-error";

/** What a page is made of; a page that the viewer's role may not see is not there for them. */
export async function orForbiddenPage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") notFound();
    throw error;
  }
}
