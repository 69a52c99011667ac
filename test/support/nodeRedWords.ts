/** Imported before everything else: what both hosts tell speaks of Node-RED, as in its build. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const words = readFileSync(join(__dirname, '..', '..', 'node-red', 'hostWords.json'), 'utf8');
Object.assign(globalThis, { KEYRING_HOST_WORDS: JSON.parse(words) as object });
