import type { NodeConnectionType } from 'n8n-workflow';

/**
 * The connection that items go along. n8n-workflow says so as `NodeConnectionTypes.Main` from 1.85 on, but another community package may have
 * left an older one in n8n's nodes folder, which is then handed to every package there.
 */
export const MAIN: NodeConnectionType = 'main';
