import { defineConfig } from 'vite';
import { antdPieceByPiece, withoutStyleTags } from './antd.mts';

/** Where the API answers while the console is being worked on (`npm run dev:web`). */
const api = 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [antdPieceByPiece(), withoutStyleTags()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // Scripts and styles from the own origin only: nothing is written into the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // antd marks its files for servers that render; here nothing does.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: { port: 5173, proxy: { '/api': api, '/readyz': api, '/demo': api } },
});
