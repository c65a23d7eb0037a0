/** One cell's versions in memory, for work that looks at several of them: undoing what past changes did. */
import type { Day } from '../../schema/domain/day.ts';
import { valueField } from './price-cell.ts';
import type { Values } from './record-values.ts';
import type { VersionWrites } from './timeline-write.ts';

/** A version as it is stored. `values` holds every field that a version carries along. */
export interface StoredVersion {
  readonly id: string;
  readonly createdRevision: number;
  /** The change set that last touched it: the one that archived it, where it is archived. */
  readonly revision: number;
  readonly from: Day;
  readonly to: Day | null;
  readonly values: Values;
  readonly isLive: boolean;
}

interface Version {
  readonly stored: StoredVersion | null;
  readonly from: Day;
  to: Day | null;
  values: Values;
  isLive: boolean;
}

/** What a change set did to one cell from one day: the values that it found and left, and where they held. */
export interface Deed {
  readonly revision: number;
  readonly from: Day;
  readonly to: Day | null;
  /** Where the version that it found in force began; null when there was none. */
  readonly beforeFrom: Day | null;
  readonly before: Values;
  readonly after: Values;
}

export class Versions {
  readonly #key: readonly string[];
  readonly #valueField: string;
  readonly #versions: Version[];

  constructor(key: readonly string[], stored: readonly StoredVersion[]) {
    this.#key = key;
    this.#valueField = valueField(key.at(-1) ?? '');
    this.#versions = stored.map((s) => ({ stored: s, from: s.from, to: s.to, values: s.values, isLive: s.isLive }));
  }

  /** The live version that holds on a day. */
  inForce(day: Day): Pick<Version, 'from' | 'to' | 'values' | 'stored'> | undefined {
    return this.#live((v) => v.from <= day && (v.to === null || day < v.to));
  }

  /**
   * Puts back what a deed found, and answers where that ends: the version that began on the day gets its values back, a
   * closed one its old end, an archived one comes back, an opened one is archived.
   */
  undo(deed: Deed): Day | null {
    const end = this.#putBack(deed);
    this.#rejoin(deed);
    return end;
  }

  #putBack(deed: Deed): Day | null {
    const opened = this.#live((v) => v.from === deed.from);
    const found = deed.before.get(this.#valueField);
    if (found === null) return this.#set(deed, null);
    if (deed.after.get(this.#valueField) === null) return this.#reopen(deed);
    if (!opened) return this.#set(deed, deed.before);
    const closed = this.#live((v) => v.to === deed.from);
    const values = overlay(opened.values, deed.before);
    if (closed && deed.beforeFrom !== deed.from && isSame(closed.values, values)) {
      opened.isLive = false;
      closed.to = opened.to;
    } else {
      opened.values = values;
    }
    return opened.to;
  }

  /** A deed that ended within a version left the rest of it as a version of its own; here the two become one again. */
  #rejoin(deed: Deed): void {
    const version = this.#live((v) => v.from <= deed.from && (v.to === null || deed.from < v.to));
    const rest = version && this.#live((v) => v.from === version.to);
    if (!rest || rest.stored?.createdRevision !== deed.revision || !isSame(version.values, rest.values)) return;
    rest.isLive = false;
    version.to = rest.to;
  }

  /** A version that the deed ended: by its end moved, or by being archived. */
  #reopen(deed: Deed): Day | null {
    if (this.inForce(deed.from)) return this.#set(deed, deed.before);
    const end = earlier(deed.to, this.#nextStart(deed.from));
    const isIt = (v: Version): boolean => [...deed.before].every(([field, value]) => v.values.get(field) === value);
    const ended =
      deed.beforeFrom === deed.from
        ? this.#versions.find(
            (v) => !v.isLive && v.from === deed.from && v.stored?.revision === deed.revision && isIt(v),
          )
        : this.#live((v) => v.to === deed.from && isIt(v));
    if (!ended) return this.#set(deed, deed.before);
    ended.isLive = true;
    ended.to = end;
    return end;
  }

  /** Gives [from, to) the values, or nothing, whatever is there; never beyond its end or the next version. */
  #set({ from, to }: Deed, values: Values | null): Day | null {
    const there = this.#live((v) => v.from <= from && (v.to === null || from < v.to));
    const end = earlier(to, there ? there.to : this.#nextStart(from));
    const full = values && overlay(there?.values ?? new Map<string, string | null>(), values);
    if (there) {
      if (end !== null && end !== there.to) this.#open(end, there.to, there.values);
      if (there.from < from) there.to = from;
      else if (full === null) there.isLive = false;
      else Object.assign(there, { to: end, values: full });
    }
    if (full && there?.from !== from) this.#open(from, end, full);
    return end;
  }

  #open(from: Day, to: Day | null, values: Values): void {
    this.#versions.push({ stored: null, from, to, values, isLive: true });
  }

  #live(is: (version: Version) => boolean): Version | undefined {
    return this.#versions.find((v) => v.isLive && is(v));
  }

  #nextStart(day: Day): Day | null {
    const starts = this.#versions.filter((v) => v.isLive && v.from > day).map((v) => v.from);
    return starts.reduce<Day | null>(earlier, null);
  }

  /** Adds what must be written to make the database hold these versions. */
  addTo(writes: VersionWrites): void {
    for (const { stored, from, to, values, isLive } of this.#versions) {
      if (!stored) {
        if (isLive) writes.openings.push({ key: this.#key, from, to, values });
      } else if (stored.isLive !== isLive || (isLive && (stored.to !== to || stored.values !== values))) {
        const changed = isLive ? { to, values } : { values: new Map<string, string | null>() };
        const archived = stored.isLive === isLive ? {} : { archived: !isLive };
        writes.alterations.push({ id: stored.id, key: this.#key, ...changed, ...archived });
      }
    }
  }
}

const overlay = (under: Values, over: Values): Values => new Map([...under, ...over]);

/** Both hold all fields that a version carries along. */
const isSame = (a: Values, b: Values): boolean => [...b].every(([field, value]) => (a.get(field) ?? null) === value);

/** The earlier of two ends; null is open. */
const earlier = (a: Day | null, b: Day | null): Day | null => (a === null || (b !== null && b < a) ? b : a);
