import type { Operation, Provider } from './provider';
import { like, type Schema } from './schema';

const NOTES: Record<Operation['origin'], string> = {
	document: "From the provider's document: ",
	'public client code': "NOT in the provider's document, taken from public client code or pages: ",
	'sandbox only': 'SANDBOX ONLY, ',
};

/**
 * The schema of one route. Fastify checks requests with it and the OpenAPI description shows it.
 * Bodies and queries allow nothing that is not listed; all headers listed are required.
 */
export function routeSchema(provider: Provider, operation: Operation, suffix: string): Schema {
	const headers = { ...(operation.isFile ? {} : provider.headers), ...operation.headers };
	const open = operation.anything === true;
	return {
		operationId: operation.id.replace(/ /g, '_') + suffix,
		summary: operation.id,
		description: NOTES[operation.origin] + operation.source,
		...(Object.keys(headers).length
			? { headers: { type: 'object', properties: headers, required: Object.keys(headers) } }
			: {}),
		...(open
			? {}
			: {
					querystring: {
						type: 'object',
						additionalProperties: false,
						properties: operation.query ?? {},
						...(operation.requiredQuery ? { required: operation.requiredQuery } : {}),
					},
				}),
		...(operation.params
			? { params: { type: 'object', properties: operation.params, required: Object.keys(operation.params) } }
			: {}),
		...(operation.body ? { body: operation.body } : {}),
		...(operation.auth === 'none' ? {} : { security: [{ session: [] }] }),
		response: { 200: { description: 'Success', ...(open ? {} : like(operation.example)) } },
	};
}
