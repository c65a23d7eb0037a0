/** Bundles every page of api/web/pages.ts into dist/web. Nothing is fetched from elsewhere: it works offline. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { PAGES } from './api/web/pages.ts';

// Vite takes the default export and nothing else.
export default defineConfig({
  plugins: [react()],
  publicDir: false,
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    // Excel's web view on Windows is Chromium, on Mac Safari.
    target: ['chrome120', 'safari16.4'],
    rolldownOptions: {
      // One source may be served at two places.
      input: [...new Set(PAGES.map(({ source }) => source))],
      onwarn(warning, warn) {
        // GraphiQL's packages carry directives for React's compiler, which has already run over them.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
    reportCompressedSize: false,
    // Monaco and its workers are large, and loaded once.
    chunkSizeWarningLimit: 8_000,
  },
});
