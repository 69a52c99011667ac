import { DELUGE } from './deluge';
import { KEYSTONE } from './keystone';
import { N8N } from './n8n';
import { NODE_RED } from './nodeRed';
import { QBITTORRENT } from './qBittorrent';
import { SIMPLE_JWT } from './simpleJwt';

/** Every server that the tests start. */
export const KITS = [N8N, NODE_RED, SIMPLE_JWT, KEYSTONE, QBITTORRENT, DELUGE];
