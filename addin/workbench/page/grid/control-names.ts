/**
 * Names and roles for Univer's controls, which are pictures without words: a screen reader says what each is, and the
 * keyboard reaches those that are no buttons. The words are those of Univer's own tooltips where it has one.
 */
import { type Injector, LocaleService } from '@univerjs/core';
import { IMenuManagerService, type IMenuSchema, MenuManagerPosition } from '@univerjs/preset-sheets-core';

/** What no command tells, by where it stands. */
const NAMES: readonly (readonly [selector: string, name: string])[] = [
  ['[data-u-comp=ribbon-toolbar]', 'Format'],
  ['[data-u-comp=defined-name] input', 'Name box'],
  ['[data-u-comp=defined-name] a', 'Names'],
  ['[data-u-comp=formula-bar] button', 'Stop calculating'],
  ['[data-u-comp=sheet-bar-append-button]', 'Add a sheet'],
  ['[type=button]:has(> [data-u-comp=sheet-bar-append-button])', 'All sheets'],
  ['button:has(+ div > [role=track])', 'Zoom out'],
  ['div:has(> [role=track]) + button', 'Zoom in'],
  ['[role=track] > a', 'Zoom to 100 %'],
  ['[role=track] > button', 'Zoom'],
  ['section[aria-live]:nth-of-type(n + 2)', 'More notifications'],
];

/** What ARIA has no role for, or a better one. A list that can be typed into is a combobox. */
const ATTRIBUTES: readonly (readonly [selector: string, attributes: Readonly<Record<string, string>>])[] = [
  ['div[type=button]:has(input)', { role: 'combobox' }],
  ['div[type=button]:not(:has(input)), a[type=button]', { role: 'button', tabindex: '0' }],
  // The button around it is the one that opens.
  ['[type=button] > [data-u-comp=sheet-bar-append-button]', { inert: '' }],
  ['[role=handle]', { role: 'button' }],
  ['[role=track]', { role: 'group', 'aria-label': 'Zoom' }],
  // They are reached by the cells' own keys, and would come before all else in the order of Tab.
  ['canvas[tabindex="1"]', { tabindex: '-1' }],
];

/** Names what is in `container`, and what comes into it later. */
export function nameControls(container: HTMLElement, injector: Injector): void {
  const commands = tooltips(injector);
  const name = (): void => {
    for (const [selector, text] of NAMES) set(container, selector, { 'aria-label': text });
    for (const control of container.querySelectorAll<HTMLElement>('[data-u-command]')) {
      nameCommand(control, commands.get(control.dataset['uCommand'] ?? ''));
    }
    for (const [selector, attributes] of ATTRIBUTES) set(container, selector, attributes);
  };
  new MutationObserver(name).observe(container, { childList: true, subtree: true });
  name();
}

function set(container: HTMLElement, selector: string, attributes: Readonly<Record<string, string>>): void {
  for (const element of container.querySelectorAll(selector)) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  }
}

function nameCommand(control: HTMLElement, name: string | undefined): void {
  if (name === undefined) return;
  const choices = control.querySelector('[type=button]');
  if (choices) choices.setAttribute('aria-label', `${name}: choices`);
  else control.setAttribute('aria-label', name);
  control.querySelector('input')?.setAttribute('aria-label', name);
}

/** The tooltip of each command of Univer's menus, in the language of the spreadsheet. */
function tooltips(injector: Injector): Map<string, string> {
  const words = injector.get(LocaleService);
  const found = new Map<string, string>();
  const collect = ({ item, children = [] }: IMenuSchema): void => {
    const text = item?.tooltip ?? item?.title;
    if (item && text !== undefined) found.set(item.id, words.t(text));
    children.forEach(collect);
  };
  const menus = injector.get(IMenuManagerService);
  for (const position of Object.values(MenuManagerPosition)) menus.getMenuByPositionKey(position).forEach(collect);
  return found;
}
