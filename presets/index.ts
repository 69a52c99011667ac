import type { Preset } from '../providers/loginSession/description';

import { baserow } from './baserow';
import { deluge } from './deluge';
import { directus } from './directus';
import { keystone } from './keystone';
import { magento } from './magento';
import { metabase } from './metabase';
import { n8n } from './n8n';
import { nodeRed } from './nodeRed';
import { odoo } from './odoo';
import { parse } from './parse';
import { pocketBase } from './pocketBase';
import { proxmox } from './proxmox';
import { qBittorrent } from './qBittorrent';
import { sapBusinessOne } from './sapBusinessOne';
import { simpleJwt } from './simpleJwt';
import { strapi } from './strapi';
import { supabase } from './supabase';
import { zabbix } from './zabbix';

/** Every file of this folder, by its name: the build has no way to list a folder. A test compares the two. */
export const PRESETS: Record<string, Preset | undefined> = {
	baserow,
	deluge,
	directus,
	keystone,
	magento,
	metabase,
	n8n,
	nodeRed,
	odoo,
	parse,
	pocketBase,
	proxmox,
	qBittorrent,
	sapBusinessOne,
	simpleJwt,
	strapi,
	supabase,
	zabbix,
};
