import { COUCH_DB } from './couchDb';
import { DELUGE } from './deluge';
import { KEYSTONE } from './keystone';
import { N8N } from './n8n';
import { NODE_RED } from './nodeRed';
import { OPEN_ID } from './openId';
import { QBITTORRENT } from './qBittorrent';
import { SIMPLE_JWT } from './simpleJwt';

/** Every server that `npm run test:servers` starts. */
export const KITS = [N8N, NODE_RED, SIMPLE_JWT, KEYSTONE, QBITTORRENT, DELUGE, OPEN_ID, COUCH_DB];
