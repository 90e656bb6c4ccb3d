import * as z from "zod";
import { AppError } from "@/lib/domain/app-error";
import { jsonRoute } from "@/lib/http/json-route";
import { assertSameOrigin } from "@/lib/http/same-origin";

/** Whatever is no address of the API, by any method: a page that says so would read the body as a form of its own. */
async function nothingHere(): Promise<Response> {
  return jsonRoute(z.never(), async () => {
    throw new AppError("not_found", "There is nothing at this address.");
  });
}

async function nothingToChangeHere(request: Request): Promise<Response> {
  return jsonRoute(z.never(), async () => {
    assertSameOrigin(request);
    throw new AppError("not_found", "There is nothing at this address.");
  });
}

export const GET = nothingHere;
export const POST = nothingToChangeHere;
export const PUT = nothingToChangeHere;
export const PATCH = nothingToChangeHere;
export const DELETE = nothingToChangeHere;
