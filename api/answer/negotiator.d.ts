/** The part of negotiator 1 that is used; its published types are those of version 0.6. */
declare module 'negotiator' {
  // eslint-disable-next-line import-x/no-default-export -- it is how the package exports it
  export default class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, unknown>> });
    /** The acceptable ones of `available`, best first; among equals the order of `preferred` decides. */
    encodings(available: readonly string[], options: { readonly preferred: readonly string[] }): string[];
  }
}
