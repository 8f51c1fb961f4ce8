/**
 * Stands in for zod in the browser (vite.config.ts). The web app needs the contract's methods and paths, and its
 * types while it is written; the schemas themselves work on the server, and zod would be a fifth of all that a
 * browser has to load. Whatever is built with it here is this same nothing.
 */
const nothing: object = new Proxy(() => nothing, { get: () => nothing, apply: () => nothing });

export const z = nothing;
