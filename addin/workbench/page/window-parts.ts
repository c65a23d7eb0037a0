/**
 * F6 goes to the next part of the window and Shift+F6 to the one before, as in Excel: the grid keeps Tab for its cells,
 * so that without it no key would lead out (WCAG 2.2, 2.1.2 "No Keyboard Trap").
 */
const PARTS = ['.ribbon', '.sheet', '.pane iframe'] as const;

/** To be called for every key, also for those that go to the pane's frame. */
export function moveByF6(event: KeyboardEvent): void {
  if (event.key !== 'F6') return;
  event.preventDefault();
  event.stopPropagation();
  const parts = PARTS.flatMap((part) => document.querySelector<HTMLElement>(part) ?? []).filter(isShown);
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const others = [...parts.slice(Math.max(at, 0) + 1), ...parts.slice(0, Math.max(at, 0))];
  if (event.shiftKey) others.reverse();
  // A pane that is still loading takes no keys yet, and is passed over.
  others.some((part) => takesFocus(part instanceof HTMLIFrameElement ? part.contentDocument?.body : part));
}

/** A closed pane is hidden, and no place to go. */
const isShown = (part: HTMLElement): boolean => part.getClientRects().length > 0;

/** The grid's cells are typed into by way of an editable element of Univer's. */
const TAKES_KEYS = '[contenteditable=true], button:not([tabindex="-1"]), input, a[href], [tabindex="0"]';

function takesFocus(part: HTMLElement | null | undefined): boolean {
  const editor = part?.querySelector<HTMLElement>('[id^=__editor]');
  const first = editor ?? part?.querySelector<HTMLElement>(TAKES_KEYS);
  first?.focus();
  return first != null;
}
