import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { Router, type Request, type RequestHandler } from 'express';
import { notFound } from './problem';

/** A file whose name holds its hash is another file when it changes. */
const hashedForMs = 365 * 86_400_000;

/** What is asked by programs; everything else may be a page of the console. */
const ofPrograms = /^\/(api|healthz|readyz|metrics)(\/|$)/;

const notBuilt = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>闭环 Bihuan</title></head>
<body><h1>页面尚未生成</h1>
<p>服务已启动，接口可以使用，但网页文件还没有生成。请在安装目录运行 <code>npm run build</code>，完成后刷新本页。</p>
<p>接口文档见 <a href="/api/docs">/api/docs</a>。</p></body>
</html>`;

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'ENOENT';

/** The page as it is now: the console may be built while the process runs. */
const pageIn = (folder: string): Promise<string | undefined> =>
  readFile(join(folder, 'index.html'), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });

/**
 * Whether a browser is being led somewhere. Scripts, pictures and programs that ask for anything at all do not want a page
 * in place of what is missing; at the address itself they get it.
 */
const asksPage = (request: Request): boolean => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (ofPrograms.test(request.path)) return false;
  if (request.path === '/') return request.accepts('html') !== false;
  return request.accepts(['application/problem+json', 'html']) === 'html';
};

const sendPage =
  (folder: string): RequestHandler =>
  async (request, response, next) => {
    if (!asksPage(request)) {
      next();
      return;
    }
    const page = await pageIn(folder);
    // An older page would ask for files that are gone.
    response
      .status(page === undefined ? 503 : 200)
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(page ?? notBuilt);
  };

/**
 * The console as it was built into a folder: `index.html`, `assets/` with hashed names, and beside them files that keep their
 * names, such as the icon. Every address of a page answers `index.html`, which knows by itself which page that is; the folder
 * may be missing.
 */
export const serveConsole = (folder: string): Router => {
  const router = Router({ caseSensitive: true });
  const files = { index: false, redirect: false, acceptRanges: false } as const;
  router.use('/assets', express.static(join(folder, 'assets'), { ...files, immutable: true, maxAge: hashedForMs }));
  router.use('/assets', () => {
    throw notFound();
  });
  router.get('/index.html', (_request, response) => {
    response.redirect(308, '/');
  });
  router.use(express.static(folder, { ...files, maxAge: 0 }));
  router.use(sendPage(folder));
  return router;
};
