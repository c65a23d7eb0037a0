import { Badge, Button } from '@fluentui/react-components';
import { type ReactElement, useRef } from 'react';
import { Logo } from '../../taskpane/components/icons.tsx';

interface TitleBarProps {
  readonly fileName: string;
  readonly onSave: () => void;
  readonly onOpen: (file: File) => void;
}

export function TitleBar({ fileName, onSave, onOpen }: TitleBarProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="title-bar">
      <Logo />
      <h1>
        Marketgrid <span className="quiet">Workbench</span>
      </h1>
      <Badge appearance="tint" color="warning">
        Demo · invented data
      </Badge>
      <span className="file-name" title="The open workbook">
        {fileName}
      </span>
      <Button appearance="subtle" size="small" onClick={() => input.current?.click()}>
        Open…
      </Button>
      <Button appearance="subtle" size="small" onClick={onSave}>
        Save
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="Open a saved workbook"
        tabIndex={-1}
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onOpen(file);
          // So that the same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </div>
  );
}
