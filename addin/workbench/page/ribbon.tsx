import { Toolbar, ToolbarButton, ToolbarDivider, ToolbarToggleButton, Tooltip } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { Icon, type IconName } from '../../taskpane/components/icons.tsx';

/** The add-in's group of Excel's ribbon: names as in manifest.xml. */
const COMMANDS: readonly { name: string; icon: IconName; label: string; hint: string }[] = [
  { name: 'pull', icon: 'pull', label: 'Pull', hint: 'Put a view of the market onto a sheet' },
  { name: 'preview', icon: 'preview', label: 'Preview', hint: 'See every difference before it is sent' },
  { name: 'push', icon: 'push', label: 'Push', hint: 'Send the differences as one change set' },
  { name: 'refresh', icon: 'refresh', label: 'Refresh', hint: 'Fetch what others have changed' },
];

interface RibbonProps {
  readonly onCommand: (name: string) => void;
  readonly isPaneOpen: boolean;
  readonly onTogglePane: () => void;
}

export function Ribbon({ onCommand, isPaneOpen, onTogglePane }: RibbonProps): ReactElement {
  return (
    <Toolbar
      aria-label="Marketgrid"
      size="small"
      className="ribbon"
      checkedValues={{ pane: isPaneOpen ? ['open'] : [] }}
      onCheckedValueChange={onTogglePane}
    >
      {COMMANDS.map(({ name, icon, label, hint }) => (
        <Tooltip key={name} content={hint} relationship="description">
          <ToolbarButton icon={<Icon name={icon} />} onClick={() => onCommand(name)}>
            {label}
          </ToolbarButton>
        </Tooltip>
      ))}
      <ToolbarDivider />
      <ToolbarToggleButton name="pane" value="open" icon={<PaneIcon />}>
        Pane
      </ToolbarToggleButton>
    </Toolbar>
  );
}

function PaneIcon(): ReactElement {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true" focusable="false">
      <path d="M2 3h12v10H2zM10 3v10" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
    </svg>
  );
}
