import { Spinner } from '@fluentui/react-components';
import { type ReactElement, useEffect, useState } from 'react';
import type { Working } from './working.ts';

/** Over the sheet while the page can take no keys; it is announced, and in nobody's way. */
export function WorkingSign({ working }: { working: Working | undefined }): ReactElement {
  const [isWorking, setWorking] = useState(false);
  useEffect(() => {
    if (working) working.onChange = setWorking;
  }, [working]);
  return (
    <div className="working" role="status">
      {isWorking && <Spinner size="tiny" label="Working…" />}
    </div>
  );
}
