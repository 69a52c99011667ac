import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../../sandbox';
import type { RemoteSandbox } from '../../sandbox/client';
import { NODES, titled, type TitledCase } from '../n8n/support/operations';
import type { NodeCases } from '../n8n/support/operations/types';
import { SUBJECTS } from '../safety/support/subjects';
import { failureOf } from '../support/failure';
import { runNode } from '../support/n8nInProcess';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
/** The cases were made for a sandbox in another process, whose answers are waited for. */
const remote = () => sandbox() as unknown as RemoteSandbox;

const WORDS = 'Так нельзя, сказал сервис';

interface Refused {
	tested: NodeCases;
	one: TitledCase;
	request: string;
}

/** Each request that an operation sends, once an operation. */
const REFUSED: Refused[] = NODES.flatMap((tested) => {
	const all = titled(tested).flatMap((one) => [...new Set(one.serves)].map((request) => ({ tested, one, request })));
	const keyOf = ({ one, request }: Refused) => `${one.label} ${request}`;
	return all.filter((each, at) => all.findIndex((other) => keyOf(other) === keyOf(each)) === at);
});

/** What is read by its status alone, or fails nothing, and where that is shown. */
const OTHERWISE = [
	// A storage of files: its answer is none of Plusofon's. test/contract/plusofonCalls.test.ts
	'Call → Get Recording P25f recordingFile',
	// The token has been created; its ID alone is not known. test/contract/plusofonTokens.test.ts
	'Token → Create PF11 listTokens',
	// Any other code than that of success: no card yet. test/contract/sagiCustomers.test.ts
	'Award → Get S6 getAward',
];

const CASES = REFUSED.filter(({ one, request }) => !OTHERWISE.includes(`${one.label} ${request}`)).map((each) => ({
	...each,
	title: `${each.tested.node.description.displayName}, ${each.one.label}: ${each.request}`,
}));

/** Runs both items of a case, one of whose requests meets a fault, and gives the error. */
async function failed({ tested, one, request }: Refused, fault: Partial<FaultRule>) {
	const { node } = tested;
	const fields = { ...(await tested.credential(remote())), ...one.credential };
	const given =
		typeof one.items === 'function' ? await one.items({ sandbox: remote(), credential: fields }) : one.items;
	const items = structuredClone(given ?? [{ at: 1 }, { at: 2 }]).map((json) => ({ json }));
	const subject = SUBJECTS.find(({ node: other }) => other.description.name === node.description.name)!;
	const credential = subject.credential(fields);
	if (one.before) await runNode({ node, credential, parameters: one.before as IDataObject, items });
	sandbox()[tested.provider].setFaults([{ match: { operation: request }, ...fault }]);
	const { resource, operation, parameters } = one;
	return await failureOf(
		runNode({
			node,
			credential,
			parameters: { resource, operation, ...parameters } as IDataObject,
			items,
		}),
	);
}

it.each(CASES)("$title is refused in the service's own words, with its status and field", async (each) => {
	const body = { message: WORDS, errors: { some_field: [WORDS] } };
	const { message } = await failed(each, { status: 422, body });
	for (const told of [WORDS, 'HTTP 422', 'some_field']) expect(message).toContain(told);
});

/** The method that a request goes out with, as the sandbox's own description tells. */
function methodOf({ tested, request }: Refused): string | undefined {
	const { paths } = sandbox()[tested.provider].openapi() as {
		paths: Record<string, Record<string, { summary: string }>>;
	};
	const described = Object.values(paths).flatMap((methods) => Object.entries(methods));
	return described.find(([, { summary }]) => summary === request)?.[0].toUpperCase();
}

/** Log-ins and ends of sessions have rules of their own; a price is only calculated. */
const NO_WRITES = /( logIn| refresh| logOut| precalculateOrder)$/;
const NOT_DONE = /nothing has changed|was not sent|Nobody was called|No number was given out|sent once and refused/;
const UNKNOWN = /may have been (sent|called)|may have rung|may have been given out/;

it('of every write it is told what has become of it: refused, or perhaps carried out', async () => {
	const writes = CASES.filter((each) => !NO_WRITES.test(each.request) && methodOf(each) !== 'GET');
	const told: string[] = [];
	for (const each of writes.filter(({ one }) => one.resource !== 'apiRequest')) {
		sandbox().reset();
		const refused = await failed(each, { status: 422, body: { message: WORDS } });
		const lost = await failed(each, { closeAfterEffect: true });
		if (!NOT_DONE.test(refused.description ?? '')) told.push(`${each.title}, refused: ${refused.description}`);
		if (!UNKNOWN.test(lost.description ?? '')) told.push(`${each.title}, without an answer: ${lost.description}`);
	}
	expect(writes.length).toBeGreaterThan(20);
	expect(told).toEqual([]);
}, 60_000);
