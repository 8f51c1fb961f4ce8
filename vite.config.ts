import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = { target: 'http://127.0.0.1:3000', changeOrigin: false };

/** The web app: sources in src/web, built to dist/web, where the server serves it from. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  resolve: { alias: { zod: resolve(import.meta.dirname, 'src/web/no-zod.ts') } },
  build: { outDir: '../../dist/web', emptyOutDir: true, target: 'es2023' },
  server: { proxy: { '/api/': api, '/formular/': api } },
});
