import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = { target: 'http://127.0.0.1:3000', changeOrigin: false };

/**
 * What every page needs comes as one file, what several pages share as another. Cut as fine as it could be, a first
 * view asked for a hundred and fifty files, most of a few hundred bytes, six at a time.
 */
const FILES = [
  { name: 'app', tags: ['$initial'] },
  { name: 'shared', minShareCount: 3 },
] satisfies { name: string; tags?: '$initial'[]; minShareCount?: number }[];

/** The web app: sources in src/web, built to dist/web, where the server serves it from. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  resolve: { alias: { zod: resolve(import.meta.dirname, 'src/web/no-zod.ts') } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 800,
    rolldownOptions: { output: { codeSplitting: { groups: FILES } } },
  },
  server: { proxy: { '/api/': api, '/formular/': api } },
});
