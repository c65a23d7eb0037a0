/** `from` depends on `to`. */
export type Dependency = readonly [from: string, to: string];

/**
 * Dependencies between roadmap items form no cycle. Names one when there is: the items in the direction "depends on", the
 * first in code order in front and not repeated at the end. The same set of dependencies always names the same cycle.
 * Walks without recursion (chains may be long), each dependency once.
 *
 * Source: the model, ItemDependency (acyclic).
 */
export function findCycle(dependencies: readonly Dependency[]): string[] | null {
  const targets = targetsByItem(dependencies);
  const finished = new Set<string>();
  for (const start of [...targets.keys()].sort()) {
    const cycle = finished.has(start) ? null : walk(start, targets, finished);
    if (cycle) return smallestFirst(cycle);
  }
  return null;
}

function targetsByItem(dependencies: readonly Dependency[]): Map<string, string[]> {
  const targets = new Map<string, string[]>();
  for (const [from, to] of dependencies) {
    const known = targets.get(from);
    if (known) known.push(to);
    else targets.set(from, [to]);
  }
  for (const list of targets.values()) list.sort();
  return targets;
}

/** Depth first from `start`; a target that is on the path closes a cycle. */
function walk(start: string, targets: ReadonlyMap<string, readonly string[]>, finished: Set<string>): string[] | null {
  const path = [{ item: start, next: 0 }];
  const depths = new Map([[start, 0]]);
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const target = targets.get(top.item)?.[top.next++];
    if (target === undefined) {
      finished.add(top.item);
      depths.delete(top.item);
      path.pop();
      continue;
    }
    const depth = depths.get(target);
    if (depth !== undefined) return path.slice(depth).map((step) => step.item);
    if (finished.has(target)) continue;
    depths.set(target, path.length);
    path.push({ item: target, next: 0 });
  }
  return null;
}

function smallestFirst(cycle: readonly string[]): string[] {
  const first = cycle.indexOf(cycle.reduce((least, item) => (item < least ? item : least)));
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
