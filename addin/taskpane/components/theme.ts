import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';

/** High contrast wins, then what Office says of its theme, then what the system prefers. */
export function useTheme(isOfficeDark: boolean | null): Theme {
  const isForced = useMedia('(forced-colors: active)');
  const prefersDark = useMedia('(prefers-color-scheme: dark)');
  if (isForced) return teamsHighContrastTheme;
  return (isOfficeDark ?? prefersDark) ? webDarkTheme : webLightTheme;
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}
