import { teamsHighContrastTheme, webDarkTheme, type Theme } from '@fluentui/react-components';

/** Univer knows light and dark only. */
export const isDarkTheme = (theme: Theme): boolean => theme === webDarkTheme || theme === teamsHighContrastTheme;
