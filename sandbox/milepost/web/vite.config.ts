import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../../../dist/page',
    emptyOutDir: true,
    // Inlined files would be data: addresses, which the page's security policy does not let in as scripts or styles.
    assetsInlineLimit: 0,
    // Older ones know no `light-dark()`, and the page is for whoever builds it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The library that draws the blocks is large, and the page comes from this machine.
    chunkSizeWarningLimit: 2_000,
  },
});
