import { type KeyboardEvent, type PointerEvent, type ReactElement, useState } from 'react';
import { moveByF6 } from './window-parts.ts';

/** Excel's panes are no narrower. */
const MIN_WIDTH = 320;
const MAX_WIDTH = 720;
const STEP = 20;

/** What office.js reads to learn where it runs: Excel for Mac, with the shared runtime (flag 1). */
const HOST_INFO = '_host_Info=Excel$Mac$16.00$en-US$$$$1';

/** `?pane=plain` takes a pane with office.js and nothing else, to try snippets in. */
function paneUrl(): string {
  const isPlain = new URLSearchParams(location.search).get('pane') === 'plain';
  return `/workbench/${isPlain ? 'plain-pane' : 'taskpane'}?${HOST_INFO}`;
}

interface PaneFrameProps {
  readonly isOpen: boolean;
  /** Called as somebody signs in or out in the pane. */
  readonly onSession: (isSignedIn: boolean) => void;
}

/** The add-in's own page. A closed pane is only hidden: in the shared runtime it lives on, for the ribbon's commands. */
export function PaneFrame({ isOpen, onSession }: PaneFrameProps): ReactElement {
  const [width, setWidth] = useState(340);
  const [isLoaded, setLoaded] = useState(false);
  const resize = (to: number): void => setWidth(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, to)));
  return (
    <aside className="pane" hidden={!isOpen} style={{ inlineSize: width }} aria-label="Task pane">
      <div
        className="splitter"
        role="separator"
        aria-label="Width of the pane"
        aria-orientation="vertical"
        aria-valuemin={MIN_WIDTH}
        aria-valuemax={MAX_WIDTH}
        aria-valuenow={width}
        tabIndex={0}
        onKeyDown={({ key }: KeyboardEvent) => {
          if (key === 'ArrowLeft') resize(width + STEP);
          if (key === 'ArrowRight') resize(width - STEP);
        }}
        onPointerDown={({ currentTarget, pointerId }: PointerEvent) => currentTarget.setPointerCapture(pointerId)}
        onPointerMove={({ buttons, clientX }: PointerEvent) => {
          if (buttons === 1) resize(window.innerWidth - clientX);
        }}
      />
      {!isLoaded && (
        <p className="pane-loading" role="status">
          Loading the pane…
        </p>
      )}
      <iframe
        title="Marketgrid task pane"
        src={paneUrl()}
        onLoad={({ currentTarget: { contentWindow } }) => {
          setLoaded(true);
          onSession(false);
          contentWindow?.addEventListener('keydown', moveByF6, true);
          contentWindow?.addEventListener('marketgrid:session', (event) =>
            onSession((event as CustomEvent<{ isSignedIn: boolean }>).detail.isSignedIn),
          );
        }}
      />
    </aside>
  );
}
