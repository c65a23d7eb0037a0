/** The pane's few pictures: 16 pixels, drawn with the text's colour, never read out. */
import type { ReactElement } from 'react';

const PATHS = {
  pull: 'M8 2v8M5 7.5 8 10.5 11 7.5M3 13.5h10',
  push: 'M8 11V3M5 5.5 8 2.5 11 5.5M3 13.5h10',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3',
  preview: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  jump: 'M6 3H3v10h10v-3M9 3h4v4M13 3 7.5 8.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  back: 'M10 3 5 8l5 5',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5 6 3.5M3 6.5 6 9.5',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.5 10.5 14 14',
  person: 'M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8ZM2.5 14c.6-2.6 2.7-4 5.5-4s4.9 1.4 5.5 4',
  add: 'M8 3v10M3 8h10',
  copy: 'M5.5 5.5V2.5h8v8h-3M2.5 5.5h8v8h-8Z',
  close: 'M4 4l8 8M12 4l-8 8',
  warning: 'M8 2 1.5 13.5h13ZM8 6.5v3.5M8 12h.01',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }): ReactElement {
  const weight = name === 'more' ? 2.5 : 1.4;
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} stroke="currentColor" strokeWidth={weight} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** The product's sign: a grid with its first cell filled. */
export function Logo(): ReactElement {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="18" height="18" rx="4" fill="#0f6c5c" />
      <path d="M4.5 8h11M4.5 12h11M8 4.5v11M12 4.5v11" stroke="#fff" strokeOpacity="0.55" />
      <path d="M4.5 12.5 8 9l3 2.5 4.5-5.5" stroke="#fff" strokeWidth="1.8" fill="none" strokeLinecap="round" />
    </svg>
  );
}
