import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { startSandbox, type Sandbox } from '../../../sandbox/index';

/** An answer whose body is kept as text, `json()` reading it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = AxiosResponse<string> & { json(): any };

/** A plain client: every status is an answer, no body is parsed, nothing is added that axios does not add itself. */
export function plain(baseURL: string, headers: Record<string, string> = {}) {
	const http: AxiosInstance = axios.create({
		baseURL,
		headers,
		proxy: false,
		validateStatus: () => true,
		transformResponse: (text: string) => text,
	});
	const read = (answer: AxiosResponse<string>): Answer => ({ ...answer, json: () => JSON.parse(answer.data) });
	return {
		get: async (url: string, more: Record<string, string> = {}) => read(await http.get(url, { headers: more })),
		delete: async (url: string, more: Record<string, string> = {}) => read(await http.delete(url, { headers: more })),
		post: async (url: string, body?: unknown, more: Record<string, string> = {}) =>
			read(await http.post(url, body, { headers: more })),
		put: async (url: string, body?: unknown, more: Record<string, string> = {}) =>
			read(await http.put(url, body, { headers: more })),
	};
}

export type Plain = ReturnType<typeof plain>;

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** One sandbox for a test file, reset before every test. */
export function useSandbox(): { readonly sandbox: Sandbox } {
	const held = {} as { sandbox: Sandbox };
	beforeAll(async () => {
		held.sandbox = await startSandbox();
	});
	beforeEach(() => held.sandbox.reset());
	afterAll(() => held.sandbox.close());
	return held;
}

/** The names of all fields, nested ones as `a.b`, those of a list's first entry as `a[].b`. */
export function fieldsOf(value: unknown, prefix = ''): string[] {
	if (Array.isArray(value)) return value.length ? fieldsOf(value[0], `${prefix}[]`) : [prefix];
	if (value === null || typeof value !== 'object') return [prefix];
	return Object.entries(value)
		.flatMap(([key, one]) => fieldsOf(one, prefix ? `${prefix}.${key}` : key))
		.sort();
}

/** The last reason for which a request was refused as not documented. */
export function lastReason(service: { requests(): Array<{ refusedByDocument: string | null }> }): string | null {
	return service.requests().at(-1)?.refusedByDocument ?? null;
}
