/** Where a link of a cell may lead: a page, a letter, or a place in the workbook. */
import type { HyperlinkFields } from './model/shapes.ts';

export type LinkTarget =
  | { readonly kind: 'outside'; readonly url: string }
  | { readonly kind: 'inside'; readonly place: string }
  | { readonly kind: 'refused'; readonly why: string };

/** What a link could do otherwise (`javascript:`, `file:`, `data:`) nobody who clicks on a cell expects. */
const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

const REFUSED = 'This link is not followed: only links to http, https and mailto addresses are.';

/** An address is taken as a whole: as in Excel, one without a protocol is not guessed at. */
export function linkTarget({ address, documentReference }: HyperlinkFields): LinkTarget {
  if (!address) return { kind: 'inside', place: documentReference ?? '' };
  if (address.startsWith('#')) return { kind: 'inside', place: address.slice(1) };
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !PROTOCOLS.has(url.protocol)) return { kind: 'refused', why: REFUSED };
  if (documentReference) url.hash = documentReference;
  return { kind: 'outside', url: url.href };
}
