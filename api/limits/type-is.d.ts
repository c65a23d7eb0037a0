/** The part of type-is 2 that is used; it has no types of its own. */
declare module 'type-is' {
  // eslint-disable-next-line import-x/no-default-export -- it is how the package exports it
  export default function typeIs(
    request: { readonly headers: Readonly<Record<string, unknown>> },
    type: string,
  ): string | false | null;
}
