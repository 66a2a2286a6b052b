import { Named } from '../dto/named';
import { Free, Words } from './shape';

/** The OpenAPI document itself; what its parts hold is said by OpenAPI 3.1. */
export class DocumentAnswer {
  @Named('OpenAPI 版本') @Words() openapi: string;
  @Named('接口信息') @Free('标题、版本和通则') info: object;
  @Named('各操作') @Free('按路径和方法') paths: object;
  @Named('推送') @Free('推送给事件接收地址的消息') webhooks: object;
  @Named('数据结构与认证方式') @Free('按名称') components: object;
}
