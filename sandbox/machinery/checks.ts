import { fromText } from './json';
import { secretQueryKey } from './mask';
import type { Call, Operation } from './provider';
import { Refusal, type FieldFault } from './refusal';
import type { Service } from './service';
import type { Visit } from './visit';

/** A request that the provider's document does not allow. */
export function notAllowed(service: Service, reason: string, status = service.provider.documentStatus): Refusal {
	return new Refusal('document', status, reason);
}

/** Refuses a token, a password field or an application's token anywhere in the URL. */
export function checkUrl(service: Service, url: string): void {
	const key = secretQueryKey(url);
	if (key) throw notAllowed(service, `a secret in the URL: query key "${key}"`);
	const own = service.provider.secrets?.(service.live) ?? [];
	for (const part of url.split(/[/?&=]/)) {
		const value = decoded(part);
		if (service.tokens.find(value) || own.includes(value)) throw notAllowed(service, 'a token in the URL');
	}
}

/** The parsed body; undefined where the operation has none. */
export function readBody(service: Service, operation: Operation, raw: string): unknown {
	if (operation.anything) return undefined;
	if (operation.body) {
		try {
			return raw === '' ? undefined : fromText(raw);
		} catch {
			throw notAllowed(service, 'the body is not JSON');
		}
	}
	const trimmed = raw.trim();
	if (trimmed !== '' && (operation.strictlyEmpty || trimmed !== '{}')) {
		throw notAllowed(service, 'a body where the document has none');
	}
	return undefined;
}

/** Finds the access token of the request and refuses it unless it is valid; a refresh is left to its handler. */
export function authenticate(service: Service, visit: Visit, operation: Operation, call: Call): void {
	if (operation.auth === 'none') return;
	const { authorization } = call.headers;
	if (!authorization) throw notAllowed(service, 'the header authorization is missing', 401);
	const value = service.provider.readToken(authorization, service.live);
	if (value === undefined) throw notAllowed(service, 'the header authorization is not of the documented form', 401);
	const state = service.tokens.state(value);
	visit.entry.tokenState = state;
	call.tokenValue = value;
	const token = service.tokens.find(value);
	if (operation.auth === 'refresh') return;
	if (state !== 'valid' || !token) {
		service.counts.values.rejectedTokens++;
		if (state === 'expired') service.counts.values.expiredTokens++;
		throw new Refusal('token', 401, `${state} token`);
	}
	call.token = token;
}

/** One of Ajv's complaints. */
export interface SchemaError {
	keyword: string;
	instancePath: string;
	message?: string;
	params: Record<string, unknown>;
}

/** A refusal from what Ajv found in `where` (body, headers, querystring or params). */
export function schemaRefusal(service: Service, errors: SchemaError[], where: string): Refusal {
	const fields = errors.map((error): FieldFault => {
		const named = error.params.missingProperty ?? error.params.additionalProperty;
		const field = String(named ?? error.instancePath.replace(/^\//, ''));
		const extra = error.params.additionalProperty === undefined ? '' : ` "${field}"`;
		const at = error.instancePath ? ` ${error.instancePath}` : '';
		return { where, field, message: `${where}${at} ${error.message}${extra}`, missing: error.keyword === 'required' };
	});
	const reason = fields.map((field) => field.message).join('; ');
	return new Refusal('document', service.provider.documentStatus, reason, fields);
}

/** 405 for a path that exists with another method, 404 for one that does not. */
export function unknownRoute(service: Service, method: string, url: string): Refusal {
	const path = url.split('?')[0];
	const known = service.provider.operations.some((operation) =>
		[operation.path].flat().some((pattern) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path)),
	);
	return known
		? notAllowed(service, `${method} is not a method of ${path}`, 405)
		: notAllowed(service, `${path} is not a path of ${service.provider.title}`, 404);
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
