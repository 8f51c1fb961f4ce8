import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent. Red, yellow and green belong to the symbols of the leads. */
const accent: MantineColorsTuple = [
  '#eef0fc',
  '#dadef7',
  '#b6bdee',
  '#919be5',
  '#727edd',
  '#5866d3',
  '#4857c8',
  '#3a4bb8',
  '#303e9b',
  '#252f78',
];

/** Mantine's greys of the dark theme, in the tone of our surfaces. */
const dark: MantineColorsTuple = [
  '#c9ced6',
  '#b3bac5',
  '#868f9d',
  '#5e6673',
  '#3a404a',
  '#2d323b',
  '#23272f',
  '#1d2027',
  '#17191e',
  '#101216',
];

/** Dialogs and drawers: a close button with a name, and no second page banner. */
const dialog = (closeLabel: string) => ({
  closeButtonProps: { 'aria-label': closeLabel },
  attributes: { header: { role: 'presentation' } },
});
const DIALOG_STYLES = { title: { fontSize: '1rem', fontWeight: 600 } };

/** @param closeLabel the name of every close button, in the reader's language */
export const themeWith = (closeLabel: string) =>
  createTheme({
    primaryColor: 'accent',
    colors: { accent, dark },
    primaryShade: { light: 7, dark: 6 },
    defaultRadius: 'md',
    fontFamily:
      'Inter, "Segoe UI Variable", "Segoe UI", system-ui, -apple-system, Roboto, "Open Sans", sans-serif',
    fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
    headings: {
      fontWeight: '600',
      sizes: { h1: { fontSize: '1.25rem' }, h2: { fontSize: '1rem' }, h3: { fontSize: '0.875rem' } },
    },
    cursorType: 'pointer',
    respectReducedMotion: true,
    focusRing: 'auto',
    components: {
      Badge: { defaultProps: { tt: 'none' } },
      Tooltip: { defaultProps: { openDelay: 300, multiline: true, maw: 320 } },
      InputWrapper: { styles: { description: { fontSize: '0.75rem' }, error: { fontSize: '0.75rem' } } },
      Modal: { defaultProps: { yOffset: '8dvh', ...dialog(closeLabel) }, styles: DIALOG_STYLES },
      Drawer: { defaultProps: dialog(closeLabel), styles: DIALOG_STYLES },
      Notification: { defaultProps: { closeButtonProps: { 'aria-label': closeLabel } } },
    },
  });
