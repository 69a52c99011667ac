import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { requestOf, type RequestFields } from '../../../node-red/runtime/requestOf';
import { localeOf, nodeRedFolder } from '../../../playground/nodeRed/build';
import { useSandbox } from '../../support/sandbox';

interface Offered {
	id: string;
	method: string;
	path: string;
	sure: string;
	query?: Record<string, unknown>;
	body?: unknown;
}

const OPERATIONS = JSON.parse(readFileSync(join(nodeRedFolder, 'operations.json'), 'utf8')) as Record<
	'gigma' | 'plusofon' | 'sagi' | 'smartSatu',
	Offered[]
>;
const all = Object.entries(OPERATIONS).flatMap(([service, offered]) =>
	offered.map((each): [service: keyof typeof OPERATIONS, id: string, offered: Offered] => [
		service as keyof typeof OPERATIONS,
		each.id,
		each,
	]),
);
const sandbox = useSandbox();
const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'endpoints.md'), 'utf8').split('\n');

interface Described {
	summary: string;
	parameters?: Array<{ name: string; in: string }>;
	requestBody?: { content: Record<string, { schema?: { required?: string[]; properties?: object } }> };
}

/** Smart Satu's addresses begin with the base URL's own path. */
const inSandbox = (service: string, path: string): string =>
	`${service === 'smartSatu' ? '/api' : ''}${path}`.replace(/\{+\w+\}+/g, '{}');

it.each(all)('%s %s is an endpoint that the sandbox answers, with its fields', (service, _id, offered) => {
	const { paths } = sandbox()[service].openapi() as { paths: Record<string, Record<string, Described>> };
	const found = Object.entries(paths).find(
		([path, methods]) =>
			path.replace(/\{\w+\}/g, '{}') === inSandbox(service, offered.path) && methods[offered.method.toLowerCase()],
	);
	const described = found?.[1][offered.method.toLowerCase()];
	expect(described?.summary.split(' ')[0]).toBe(offered.id);
	const parameters = (described?.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name);
	expect(parameters).toEqual(expect.arrayContaining(Object.keys(offered.query ?? {})));
	const [content] = Object.values(described?.requestBody?.content ?? {});
	const { required = [], properties } = content?.schema ?? {};
	expect(Object.keys(offered.body ?? {})).toEqual(expect.arrayContaining(required));
	if (properties) expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(offered.body ?? {})));
});

it.each(all)('%s %s is as sure as docs/endpoints.md says, and has a name in both languages', (service, id, offered) => {
	const row = page.find((line) => line.startsWith(`| ${id} `))?.split('|');
	expect(row?.[6]?.trim()).toBe(offered.sure);
	for (const language of ['en-US', 'ru']) {
		const { keyring } = localeOf(language) as unknown as { keyring: Record<string, Record<string, never>> };
		expect(keyring.operations?.[service]?.[id]).toEqual(expect.any(String));
		expect(keyring.request?.how?.[offered.sure]).toEqual(expect.any(String));
	}
});

describe('the path', () => {
	const fields: RequestFields = {
		...{ method: 'GET', path: '/orders/{{order_id}}/{{payload.name}}', query: '', headers: '' },
		...{ bodyKind: 'none', body: '' },
	};

	it('takes values from the message, so that they are one part of it', () => {
		const { path } = requestOf(fields, { order_id: '19/88', payload: { name: 'ü' } });
		expect(path).toBe('/orders/19%2F88/%C3%BC');
	});

	it.each([{}, { order_id: '' }, { order_id: {} }])('is not sent where the message lacks one (%p)', (message) => {
		expect(() => requestOf(fields, message)).toThrow('msg.order_id is empty');
	});

	it('leaves what the service itself fills in', () => {
		expect(requestOf({ ...fields, path: '/branches/{branch_id}' }, {}).path).toBe('/branches/{branch_id}');
	});
});
