import { AppError } from "@/lib/domain/app-error";
import { problemResponse } from "@/lib/http/problem-response";

/** Whatever is no address of the API, by any method: a page that says so would read the body as a form of its own. */
function nothingHere(): Response {
  return problemResponse(new AppError("not_found", "There is nothing at this address."));
}

export const GET = nothingHere;
export const POST = nothingHere;
export const PUT = nothingHere;
export const PATCH = nothingHere;
export const DELETE = nothingHere;
