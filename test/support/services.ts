import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const MACHINERY = ['client.ts', 'index.ts', 'main.ts'];

/** The services that the package has nodes for, by the files of the sandbox: `gigma`, `smartSatu`, … */
export const SERVICES: string[] = readdirSync(join(__dirname, '..', '..', 'sandbox'))
	.filter((file) => file.endsWith('.ts') && !MACHINERY.includes(file))
	.map((file) => file.slice(0, -'.ts'.length))
	.sort();

/** The name of a service's node folder and class: `SmartSatu`. */
export const className = (service: string): string => service.charAt(0).toUpperCase() + service.slice(1);

/** The name of a service's page: `smart-satu.md`. */
export const pageOf = (service: string): string =>
	`${service.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.md`;
