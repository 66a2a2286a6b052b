import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { MeasureBody } from '../commands/case/file-plan';
import { AddresseeBody } from '../dto/open-escalation';
import { CertificateBody, FirstPersonBody, TownBody } from '../dto/people';
import { PlaceBody, ReporterBody } from '../dto/report';
import { openApiOf } from '../openapi';
import { notFound } from '../problem';
import type { Route } from '../route';

const nested = [CertificateBody, FirstPersonBody, TownBody, MeasureBody, AddresseeBody, PlaceBody, ReporterBody];

const page = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>闭环 Bihuan 接口文档</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script></body>
</html>`;

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', validatorUrl: null });`;

const assets: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** The reference page and its document; everything it needs is served from here. */
export const docsRoutes = (others: readonly Route[]): Route[] => {
  const folder = dirname(require.resolve('swagger-ui-dist/package.json'));
  const routes: Route[] = [
    {
      method: 'get',
      path: '/api/openapi.json',
      summary: 'OpenAPI 3.1 文档',
      access: 'public',
      success: { status: 200, description: '文档' },
      handle(_request, response) {
        response.json(openApiOf([...others, ...routes], nested));
      },
    },
    {
      method: 'get',
      path: '/api/docs',
      summary: '接口文档页面',
      access: 'public',
      raw: true,
      success: { status: 200, description: '页面' },
      handle(_request, response) {
        response.type('html').send(page);
      },
    },
    {
      method: 'get',
      path: '/api/docs/:asset',
      summary: '接口文档页面的文件',
      access: 'public',
      raw: true,
      success: { status: 200, description: '文件' },
      handle(request, response) {
        const asset = String(request.params['asset']);
        if (asset === 'start.js') {
          response.type('text/javascript').send(start);
          return;
        }
        const type = Object.hasOwn(assets, asset) ? assets[asset] : undefined;
        if (type === undefined) throw notFound();
        response.set('Content-Type', type);
        createReadStream(join(folder, asset))
          .on('error', (error) => response.destroy(error))
          .pipe(response);
      },
    },
  ];
  return routes;
};
