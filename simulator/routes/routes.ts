import type { Account } from "../accounts";
import type { ApiRequest, Reply } from "../http-exchange";
import type { Lifecycle } from "../lifecycle";
import type { World } from "../world";
import { accountRoutes } from "./accounts";
import { alertRoutes } from "./alerts";
import { contentRoutes } from "./contents";
import { messageRoutes } from "./messages";
import { phoneNumberRoutes } from "./phone-numbers";
import { serviceSenderRoutes } from "./service-senders";
import { serviceRoutes } from "./services";

export type RoutedRequest = ApiRequest & {
  caller: Account;
  /** What the `{…}` parts of the route's path matched. */
  params: Record<string, string>;
};
type Handler = (request: RoutedRequest) => Reply | Promise<Reply>;
/** Handlers by HTTP method in lower case. */
export type Route = { path: string; handlers: Record<string, Handler> };
export type RouteContext = { world: World; lifecycle: Lifecycle };

type CompiledRoute = Route & { pattern: RegExp; names: string[] };

export function createRoutes(world: World, lifecycle: Lifecycle): CompiledRoute[] {
  const context = { world, lifecycle };
  const all = [
    messageRoutes,
    accountRoutes,
    phoneNumberRoutes,
    serviceRoutes,
    serviceSenderRoutes,
    contentRoutes,
    alertRoutes,
  ];
  return all
    .flatMap((routes) => routes(context))
    .map((route) => {
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
      const source = route.path.replace(/\./g, "\\.").replace(/\{\w+\}/g, "([^/]+?)");
      return { ...route, names, pattern: new RegExp(`^${source}$`) };
    });
}

export function matchRoute(routes: readonly CompiledRoute[], path: string) {
  for (const { pattern, names, handlers } of routes) {
    const match = pattern.exec(path);
    if (!match) continue;
    const values = names.map((name, index) => [name, match[index + 1] ?? ""]);
    return {
      handlers,
      params: Object.fromEntries(values) as Record<string, string>,
    };
  }
  return undefined;
}
