import fc from 'fast-check';

/** Names that providers' answers have, and some that JavaScript gives a meaning to. */
const NAMES = fc.oneof(
	fc.constantFrom('access_token', 'token', 'refresh_token', 'expire', 'token_expire', 'refresh_token_expire', 'data'),
	fc.constantFrom(
		...['counterparty', 'value', 'organization', 'branches', 'branches_details'],
		...['id', 'name', 'user', 'role'],
	),
	fc.constantFrom('access_token_expiration_time', 'url_api', 'price_decimals', 'is_document', 'cashback_enabled'),
	fc.constantFrom('success', 'code', 'message', 'error', 'errors', 'field', 'detail', 'current_page', 'last_page'),
	fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'toJSON', 'then', 'hasOwnProperty'),
	fc.string({ unit: 'grapheme', maxLength: 6 }),
);

const LEAVES = fc.oneof(
	fc.constantFrom(null, true, false, 0, -0, -1, 1, 401, 403, 500, 1e21, 1e300, -1e300, 2 ** 53, 1700000000),
	fc.constantFrom(
		...['', ' ', '0', '1e999', 'NaN', '401', '1700000000'],
		...['2030-01-01T00:00:00Z', '9999-99-99', '\u0000', '\r\nX: y'],
	),
	fc.constantFrom(
		...['2|k8InFz', 'eyJhbGciOiJub25lIn0.eyJleHAiOiJ4In0.', 'eyJ.bm90IGpzb24.x'],
		...['🔑🔑', 'токен', '\ud800', '{accessToken}'],
	),
	fc.double(),
	fc.string({ unit: 'binary', maxLength: 20 }),
	fc.string({ unit: 'grapheme', maxLength: 20 }),
);

/** Any JSON with the names of the providers in it: wrong types, nulls, numbers as strings. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		LEAVES,
		tie('object'),
		fc.array(tie('value'), { maxLength: 4 }),
	),
	object: fc.array(fc.tuple(NAMES, tie('value')), { maxLength: 7 }).map((entries) => {
		const made: Record<string, unknown> = {};
		for (const [name, value] of entries) {
			Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
		}
		return made;
	}),
})).value;

/** An answer that grants a session in the shape of any of the providers, with something in each place that may be wrong. */
const anyGrant: fc.Arbitrary<unknown> = fc
	.tuple(LEAVES, LEAVES, LEAVES, anyJson, fc.boolean())
	.map(([token, refresh, expiry, rest, wrapped]) => {
		const grant = {
			access_token: token,
			token,
			refresh_token: refresh,
			expire: expiry,
			token_expire: expiry,
			refresh_token_expire: expiry,
			access_token_expiration_time: expiry,
			organization: rest,
			user: rest,
			counterparty: { id: rest, access_token: { value: token } },
		};
		return wrapped ? { code: 0, message: 'ok', data: grant } : grant;
	});

const asText = (value: unknown): string => JSON.stringify(value) ?? 'null';

/** What a server may send as a body: JSON, damaged JSON, and what is none. */
export const anyBody: fc.Arbitrary<string> = fc.oneof(
	{ arbitrary: anyJson.map(asText), weight: 5 },
	{ arbitrary: anyGrant.map(asText), weight: 4 },
	// Truncated.
	{ arbitrary: fc.tuple(anyJson.map(asText), fc.nat(60)).map(([text, cut]) => text.slice(0, cut)), weight: 2 },
	// A byte order mark, spaces, something behind.
	{
		arbitrary: fc
			.tuple(fc.constantFrom('\uFEFF', '\uFEFF\uFEFF', ' \n', ")]}',\n"), anyJson.map(asText))
			.map(([before, text]) => before + text),
		weight: 1,
	},
	{ arbitrary: anyJson.map((value) => `${asText(value)}${asText(value)}`), weight: 1 },
	// Names that are given twice, with long numbers and without.
	{
		arbitrary: fc
			.tuple(fc.constantFrom('access_token', 'token', 'code', '__proto__'), LEAVES, LEAVES, fc.boolean())
			.map(
				([name, one, two, long]) =>
					`{"${name}":${asText(one)},"${name}":${asText(two)}${long ? ',"id":1988850967616950272' : ''}}`,
			),
		weight: 1,
	},
	{
		arbitrary: fc.constantFrom(
			...['', ' ', 'null', 'OK', '<html><body>502</body></html>', 'NaN', '{', '[', '"', '1e999', '{"a":', 'void 0'],
		),
		weight: 1,
	},
	{ arbitrary: fc.nat(3_000).map((depth) => '['.repeat(depth) + ']'.repeat(depth)), weight: 1 },
	{ arbitrary: fc.nat(3_000).map((depth) => '{"data":'.repeat(depth) + '1' + '}'.repeat(depth)), weight: 1 },
);

export const anyStatus = fc.constantFrom(
	...[200, 200, 200, 201, 204, 301, 400, 401, 403, 404, 418, 422, 429, 500, 502, 503, 599],
);

export const anyHeaders: fc.Arbitrary<Record<string, unknown>> = fc.record(
	{
		date: fc.constantFrom('', 'yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT'),
		'retry-after': fc.constantFrom('', '-1', '1e9', 'soon', '99999999999999999999'),
		'content-type': fc.constantFrom('text/html', 'application/json', 'application/octet-stream', ''),
	},
	{ requiredKeys: [] },
);
