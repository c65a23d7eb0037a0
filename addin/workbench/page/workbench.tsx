import { FluentProvider } from '@fluentui/react-components';
import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { useTheme } from '../../taskpane/components/theme.ts';
import { download } from './download.ts';
import { FirstSteps } from './first-steps.tsx';
import { Message, type Notice } from './message.tsx';
import { PaneFrame } from './pane-frame.tsx';
import { Ribbon } from './ribbon.tsx';
import { Session } from './session.ts';
import { TitleBar } from './title-bar.tsx';
import { isDarkTheme } from './dark.ts';
import { moveByF6 } from './window-parts.ts';
import { WorkingSign } from './working-sign.tsx';
import './workbench.css';

declare global {
  interface Window {
    /** The pane's page asks for its host here, from within its frame; the browser tests too. */
    marketgridWorkbench?: Session;
  }
}

const EXTENSION = '.marketgrid.json';

export function Workbench(): ReactElement {
  const theme = useTheme(null);
  const container = useRef<HTMLDivElement>(null);
  const [session, setSession] = useState<Session | null>(null);
  const [isPaneOpen, setPaneOpen] = useState(true);
  const [opened, setOpened] = useState(0);
  const [fileName, setFileName] = useState('Workbook');
  const [isBlank, setBlank] = useState(true);
  const [isSignedIn, setSignedIn] = useState(false);
  const [notice, setNotice] = useState<Notice | null>(null);

  useEffect(() => {
    if (!container.current) return;
    const started = (window.marketgridWorkbench ??= new Session(container.current));
    started.onPaneVisibility = setPaneOpen;
    started.onBlank = setBlank;
    started.onRefusal = (text) => setNotice({ intent: 'error', text });
    setSession(started);
  }, []);
  useEffect(() => {
    window.addEventListener('keydown', moveByF6, true);
    return () => window.removeEventListener('keydown', moveByF6, true);
  }, []);
  useEffect(() => session?.setDark(isDarkTheme(theme)), [session, theme]);

  const run = useCallback(
    (command: string) => {
      setPaneOpen(true);
      session?.runCommand(command).catch((fault: unknown) => setNotice(failure(fault)));
    },
    [session],
  );
  const save = useCallback(async () => {
    if (session) download(`${fileName}${EXTENSION}`, await session.save());
  }, [session, fileName]);
  const open = useCallback(
    async (file: File) => {
      try {
        await session?.open(await file.text());
        setFileName(file.name.replace(/(\.marketgrid)?\.json$/i, ''));
        setOpened((count) => count + 1);
        setNotice({ intent: 'success', text: `${file.name} is open.` });
      } catch (fault) {
        setNotice(failure(fault));
      }
    },
    [session],
  );

  return (
    <FluentProvider theme={theme}>
      <div className="workbench">
        <header>
          <TitleBar fileName={fileName} onSave={() => void save()} onOpen={(file) => void open(file)} />
          <Ribbon onCommand={run} isPaneOpen={isPaneOpen} onTogglePane={() => setPaneOpen(!isPaneOpen)} />
        </header>
        <Message notice={notice} onDismiss={() => setNotice(null)} />
        <main className={isPaneOpen ? 'desk with-pane' : 'desk'}>
          <div className="sheet-place">
            <div className="sheet" ref={container} role="region" aria-label="Spreadsheet" />
            <WorkingSign working={session?.working} />
            {isBlank && <FirstSteps isSignedIn={isSignedIn} />}
          </div>
          {session && <PaneFrame key={opened} isOpen={isPaneOpen} onSession={setSignedIn} />}
        </main>
      </div>
    </FluentProvider>
  );
}

const failure = (fault: unknown): Notice => ({
  intent: 'error',
  text: fault instanceof Error ? fault.message : String(fault),
});
