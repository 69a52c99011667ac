/** A JSON schema, as Fastify compiles it and OpenAPI shows it. */
export type Schema = Record<string, unknown>;

/** A text value; `pattern` narrows it. */
export const text = (description?: string, pattern?: string): Schema => ({
	type: 'string',
	...(description ? { description } : {}),
	...(pattern ? { pattern } : {}),
});

/** A decimal number in a query or a path: never coerced, so that 19 digits stay 19 digits. */
export const decimal = (description?: string): Schema => text(description, '^[0-9]+$');

/** An object that allows the given fields and no other. */
export function exactly(properties: Record<string, Schema>, required: string[] = Object.keys(properties)): Schema {
	return { type: 'object', additionalProperties: false, properties, ...(required.length ? { required } : {}) };
}

/** The schema of a documented example: the same fields, all of them, and none besides. A null may be anything. */
export function like(example: unknown): Schema {
	if (example === null || example === undefined) return {};
	if (typeof example === 'bigint') return { type: 'integer', format: 'int64', description: 'more digits than 2^53' };
	if (typeof example === 'number') return { type: Number.isInteger(example) ? 'integer' : 'number' };
	if (Array.isArray(example)) return { type: 'array', items: like(example[0]) };
	if (typeof example === 'object') {
		return exactly(Object.fromEntries(Object.entries(example).map(([key, value]) => [key, like(value)])));
	}
	return { type: typeof example };
}
