import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { DocumentAnswer } from '../answers/documentation';
import { openApiOf } from '../openapi/document';
import { notFound } from '../problem';
import type { Route } from '../route';

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
      description: '本接口的机器可读说明，由正在提供的各操作生成，可用来生成客户端；无须登录。',
      access: 'public',
      success: { status: 200, description: '文档', answer: DocumentAnswer },
      handle(_request, response) {
        response.json(openApiOf([...others, ...routes]));
      },
    },
    {
      method: 'get',
      path: '/api/docs',
      summary: '接口文档页面',
      description: '供人在浏览器中查阅接口；页面所需的文件都由本服务提供，不连接外部网站。',
      access: 'public',
      raw: true,
      success: { status: 200, description: '页面', media: 'text/html' },
      handle(_request, response) {
        response.type('html').send(page);
      },
    },
    {
      method: 'get',
      path: '/api/docs/:asset',
      summary: '接口文档页面的文件',
      description: '接口文档页面的样式表和脚本，由页面自行载入；其他文件名一律按不存在回答。',
      access: 'public',
      raw: true,
      success: { status: 200, description: '文件', media: '*/*' },
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
