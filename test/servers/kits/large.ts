import { DIRECTUS_SERVER } from './directus';
import { PARSE_SERVER } from './parse';
import { STRAPI_LEGACY, STRAPI_REFRESH } from './strapi';
import { ZABBIX } from './zabbix';

/** Every server that `npm run test:servers:large` starts. */
export const LARGE_KITS = [PARSE_SERVER, DIRECTUS_SERVER, STRAPI_LEGACY, STRAPI_REFRESH, ZABBIX];
