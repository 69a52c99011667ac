import { PARSE_SERVER } from './parse';

/** Every server that `npm run test:servers:large` starts. */
export const LARGE_KITS = [PARSE_SERVER];
