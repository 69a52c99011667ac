import axios from 'axios';
import type { Entry } from './provider';

/** A stand-in, and what a person enters in a credential of it. */
export interface Listed {
	title: string;
	entries: Entry[];
}

/** What a person needs to make credentials of the stand-ins, as lines for a terminal. */
export function listing(services: Listed[]): string {
	const width = Math.max(...services.flatMap(({ entries }) => entries.map(({ label }) => label.length)));
	const lines = services.map(({ title, entries }) => [
		title,
		...entries.filter(({ value }) => value !== '').map(({ label, value }) => `  ${label.padEnd(width)}  ${value}`),
	]);
	return lines.map((each) => each.join('\n')).join('\n\n');
}

/** The stand-ins of a sandbox in another process; `undefined` where none answers at its control address, or something else does. */
export async function servicesAt(control: string): Promise<Listed[] | undefined> {
	const answer = await axios.get(control, { proxy: false, timeout: 2_000 }).catch(() => undefined);
	const { providers } = (answer?.data ?? {}) as { providers?: Record<string, Listed> };
	return providers && Object.values(providers);
}
