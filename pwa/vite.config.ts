/** How the PWA is built: one page, one worker, one service worker of our own. */
import vue from '@vitejs/plugin-vue'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { shells } from './scripts/shells.ts'

const server = process.env['XUNJIE_API'] ?? 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [
    vue({ features: { optionsAPI: false } }),
    shells(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'sw',
      filename: 'sw.ts',
      injectRegister: false,
      injectManifest: {
        rollupFormat: 'iife', // a service worker that every browser takes is no module
        globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'],
        globIgnores: ['**/maplibre-*'], // large, and of no use without a line
      },
      manifest: {
        name: '巡街 · 城市问题随手报',
        short_name: '巡街',
        description: '看见井盖破损、路面塌陷、乱堆乱放，拍一张就能上报，办到哪一步随时能看。',
        lang: 'zh-CN',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        orientation: 'portrait',
        background_color: '#f4f6f5',
        theme_color: '#0b6477',
        icons: [
          { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  // The modern build of Dexie; its own entry wraps the one for old browsers.
  resolve: { alias: { dexie: 'dexie/dist/modern/dexie.min.mjs' } },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1100, // kB; MapLibre's, which is fetched when somebody opens the map
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'maplibre', test: /node_modules[\\/]maplibre-gl[\\/]/ }, { name: 'frame', test: /node_modules[\\/](@?vue|vue-router|dexie|openapi-fetch)[\\/]|src[\\/](api|outbox[\\/](?!rescue|flush|send|carry|photos|tus|headers|line|receipt|alone|deeds|field|room|shelf))/ }] } } },
  },
  server: { host: '127.0.0.1', proxy: { '/api': server } },
  test: { include: ['tests/**/*.test.ts'], setupFiles: ['tests/setup.ts'], testTimeout: 60_000 },
})
