/**
 * Every route that the server has, found by watching Express while it is put together: a route that is new is asked for
 * without being named here. Paths of handlers that are no router count as routes, too: they may answer.
 */
import express from 'express';

interface Mounted {
  readonly path: string;
  readonly handler: unknown;
}

type Routing = { use(...args: unknown[]): unknown; route(path: unknown): unknown };

const tree = new Map<unknown, Mounted[]>();

/** Call it before the server is made. */
export function watchRoutes(): void {
  const router = express.Router.prototype as Routing;
  const { use, route } = router;
  router.use = function (this: unknown, ...args: unknown[]) {
    const paths = isPath(args[0]) ? [args[0]].flat() : ['/'];
    const handlers = (isPath(args[0]) ? args.slice(1) : args).flat();
    for (const path of paths) for (const handler of handlers) mount(this, { path: String(path), handler });
    return use.apply(this as Routing, args);
  };
  router.route = function (this: unknown, path: unknown) {
    for (const each of [path].flat()) mount(this, { path: String(each), handler: null });
    return route.call(this as Routing, path);
  };
}

const isPath = (value: unknown): boolean => typeof value === 'string' || Array.isArray(value);

function mount(router: unknown, mounted: Mounted): void {
  tree.set(router, [...(tree.get(router) ?? []), mounted]);
}

/** Paths as they were written, parameters included, each once. */
export function watchedRoutes(): string[] {
  const children = new Set([...tree.values()].flat().map(({ handler }) => handler));
  const roots = [...tree.keys()].filter((router) => !children.has(router));
  return [...new Set(roots.flatMap((root) => below(root, '')))].sort();
}

const below = (router: unknown, prefix: string): string[] =>
  (tree.get(router) ?? []).flatMap(({ path, handler }) => {
    const full = `${prefix}${path === '/' ? '' : path}`;
    return tree.has(handler) ? below(handler, full) : [full || '/'];
  });

/** One address for each sample of its parameters. @throws Error for a parameter that lacks samples */
export function addresses(route: string, samples: Readonly<Record<string, readonly string[]>>): string[] {
  const name = /[:*](\w+)/.exec(route)?.[1];
  if (name === undefined) return [route];
  const values = samples[name];
  if (!values) throw new Error(`the route ${route} is new: give samples of :${name}`);
  return values.flatMap((value) => addresses(route.replace(/[:*]\w+/, encodeURIComponent(value)), samples));
}
