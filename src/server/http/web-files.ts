import { existsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';

/** Where Vite puts the web app. */
export const WEB_FOLDER = resolve(import.meta.dirname, '../../../dist/web');

/** Files below here have their content's hash in the name: a browser never asks for them twice. */
const HASHED = /[\\/]assets[\\/]/;

/** The web app: its files, and its one page for every address a person may open. Else a problem document. */
export const registerWebFiles = async (app: FastifyInstance, folder: string): Promise<void> => {
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler(async (request, reply) => {
    if (isPage(request) && existsSync(join(folder, 'index.html'))) return reply.sendFile('index.html');
    throw new Refusal('notFound', `There is nothing at ${request.method} ${pathOf(request)}.`);
  });
};

const isPage = (request: FastifyRequest): boolean => {
  const path = pathOf(request);
  return ['GET', 'HEAD'].includes(request.method) && !path.startsWith('/api/') && extname(path) === '';
};

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/';
