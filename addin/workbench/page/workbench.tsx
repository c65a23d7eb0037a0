import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Session } from './session.ts';
import './workbench.css';

declare global {
  interface Window {
    marketgridWorkbench?: Session;
  }
}

const PANE = '/workbench/plain-pane?_host_Info=Excel$Mac$16.00$en-US$$$$1';

export function Workbench(): ReactElement {
  const sheet = useRef<HTMLDivElement>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    if (!sheet.current || window.marketgridWorkbench) return;
    window.marketgridWorkbench = new Session(sheet.current);
    setReady(true);
  }, []);
  return (
    <div className="workbench">
      <div className="sheet" ref={sheet} />
      {isReady && <iframe className="pane" title="Marketgrid task pane" src={PANE} />}
    </div>
  );
}
