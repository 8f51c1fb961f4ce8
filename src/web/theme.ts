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

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent },
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  fontFamily: 'Inter, "Segoe UI Variable", "Segoe UI", system-ui, -apple-system, Roboto, "Open Sans", sans-serif',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.25rem' }, h2: { fontSize: '1rem' }, h3: { fontSize: '0.875rem' } } },
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Tooltip: { defaultProps: { openDelay: 300, multiline: true, maw: 320 } },
    Modal: { defaultProps: { centered: false, yOffset: '8dvh' } },
  },
});
