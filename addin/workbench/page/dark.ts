import { teamsHighContrastTheme, webDarkTheme, type Theme } from '@fluentui/react-components';

/** Univer knows light and dark only. */
export function isDarkTheme(theme: Theme): boolean {
  // In high contrast the system's own colours hold, light or dark.
  if (theme === teamsHighContrastTheme) return matchMedia('(prefers-color-scheme: dark)').matches;
  return theme === webDarkTheme;
}
