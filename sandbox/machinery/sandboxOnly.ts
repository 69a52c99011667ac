import { createHash } from 'node:crypto';

import { maskHeaders } from './mask';
import type { Operation, Provider } from './provider';
import { Refusal } from './refusal';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Endpoints that no provider has, for tests; all need a valid session. */
export function sandboxOnly(provider: Provider): Operation[] {
	const common = {
		origin: 'sandbox only',
		auth: 'session',
		source: `not an endpoint of ${provider.title}`,
		anything: true,
	} as const;
	return [
		{
			...common,
			id: 'echo',
			method: METHODS,
			path: ['/__echo', '/__echo/*'],
			example: { method: '', path: '', rawQuery: '', headers: {}, body: '' },
			/** Method, path, undecoded query, headers without secrets, and the raw body text, digit for digit. */
			handle(call) {
				const mark = call.url.indexOf('?');
				return {
					method: call.method,
					path: mark < 0 ? call.url : call.url.slice(0, mark),
					rawQuery: mark < 0 ? '' : call.url.slice(mark + 1),
					headers: maskHeaders(call.headers),
					body: call.rawBody,
				};
			},
		},
		{
			...common,
			id: 'status',
			method: METHODS,
			path: '/__status/:code',
			params: { code: { type: 'string', pattern: '^[2-5][0-9][0-9]$' } },
			example: { status: 200 },
			/** The given status, with the provider's error body from 400 up. */
			handle(call) {
				const code = Number(call.params.code);
				if (code >= 400) throw new Refusal('business', code, `Sandbox answer ${code}`);
				call.status(code);
				return { status: code };
			},
		},
		{
			...common,
			id: 'file',
			method: ['GET', 'HEAD'],
			path: '/__file/:name',
			params: { name: { type: 'string' } },
			example: {},
			/** A PDF of so many bytes, all of them 7, called as the path says. */
			handle(call) {
				const bytes = Number(new URL(call.url, 'http://sandbox').searchParams.get('bytes') ?? 2_000);
				call.header('content-type', 'application/pdf');
				call.header(
					'content-disposition',
					`attachment; filename*=UTF-8''${encodeURIComponent(call.params.name ?? '')}`,
				);
				return Buffer.alloc(bytes, 7);
			},
		},
		{
			...common,
			id: 'takeFile',
			method: ['POST', 'PUT', 'PATCH'],
			path: '/__file/:name',
			params: { name: { type: 'string' } },
			example: { name: '', type: '', bytes: 0, sha256: '' },
			/** What was sent, byte for byte: its type, length and hash. */
			handle(call) {
				return {
					name: call.params.name,
					type: call.headers['content-type'] ?? '',
					bytes: call.rawBytes.length,
					sha256: createHash('sha256').update(call.rawBytes).digest('hex'),
				};
			},
		},
	];
}
