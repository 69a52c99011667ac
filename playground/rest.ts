import { Agent } from 'node:http';
import axios, { type AxiosInstance } from 'axios';

/** Where n8n is, and the cookie of someone who has signed in. */
export interface RestOptions {
	url: string;
	cookie?: string;
	/** How long an answer may take, ms: 2 minutes by default. */
	timeoutMs?: number;
}

/** n8n refused a request. `status` is the HTTP status, `answer` the body as n8n sent it. */
export class N8nRequestError extends Error {
	constructor(
		readonly request: string,
		readonly status: number,
		readonly answer: unknown,
	) {
		super(`${request} was answered with ${status}: ${typeof answer === 'string' ? answer : JSON.stringify(answer)}`);
		this.name = 'N8nRequestError';
	}
}

/** HTTP to n8n: keeps the session cookie and unwraps `{ data }`. */
export class N8nRest {
	cookie: string | undefined;
	private readonly http: AxiosInstance;

	constructor({ url, cookie, timeoutMs = 120_000 }: RestOptions) {
		this.cookie = cookie;
		this.http = axios.create({
			baseURL: url,
			proxy: false,
			timeout: timeoutMs,
			validateStatus: () => true,
			httpAgent: new Agent({ keepAlive: false }),
		});
	}

	async get<T>(path: string): Promise<T> {
		return unwrap<T>(await this.raw('GET', path));
	}

	async post<T>(path: string, body: unknown): Promise<T> {
		return unwrap<T>(await this.raw('POST', path, body));
	}

	async patch<T>(path: string, body: unknown): Promise<T> {
		return unwrap<T>(await this.raw('PATCH', path, body));
	}

	async delete<T>(path: string): Promise<T> {
		return unwrap<T>(await this.raw('DELETE', path));
	}

	/**
	 * Sends a request and returns the body as it came.
	 * @param signal ends the wait for an answer
	 * @throws N8nRequestError unless the status is 2xx
	 */
	async raw<T>(method: string, path: string, data?: unknown, signal?: AbortSignal): Promise<T> {
		const headers = this.cookie ? { cookie: this.cookie } : {};
		const response = await this.http.request<T>({ method, url: path, data, headers, signal });
		if (response.status < 200 || response.status > 299) {
			throw new N8nRequestError(`${method} ${path}`, response.status, response.data);
		}
		const signedIn = response.headers['set-cookie']?.find((value) => value.startsWith('n8n-auth='));
		if (signedIn) this.cookie = signedIn.split(';')[0];
		return response.data;
	}
}

function unwrap<T>(body: unknown): T {
	const wrapped = typeof body === 'object' && body !== null && !Array.isArray(body) && 'data' in body;
	return (wrapped ? body.data : body) as T;
}
