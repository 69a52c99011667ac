import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeExecutionData } from 'n8n-workflow';

import { Sagi } from '../../nodes/Sagi/Sagi.node';
import { apiRequest } from '../../nodes/shared/apiRequest.operation';
import { api, DIGITS, gigmaCredential, runGigma, session } from '../support/gigma';
import { runNode } from '../support/n8nInProcess';
import { sagiCredential } from '../support/sagi';
import { useSandbox } from '../support/sandbox';

/** API Request: files up and down. */

const sandbox = useSandbox();
const MB = 1024 * 1024;
/** Every byte there is, so that no text reading leaves them as they are. */
const BYTES = Buffer.from(Array.from({ length: 2_560 }, (_, at) => at % 256));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const withFile = (bytes = BYTES, fileName: string | undefined = 'photo.png', field = 'data'): INodeExecutionData => ({
	json: {},
	binary: { [field]: { data: bytes.toString('base64'), mimeType: 'image/png', fileName } },
});
const run = async (parameters: object, items: INodeExecutionData[] = [withFile()], rest: object = {}) =>
	await runNode({
		node: new Sagi(),
		credential: sagiCredential(sandbox()),
		parameters: { resource: 'apiRequest', operation: 'send', ...parameters },
		items,
		...rest,
	});
const upload = { method: 'POST', path: '/__file/new.png', bodyType: 'binary' };
const multipart = (...parameters: object[]) => ({
	method: 'POST',
	path: '/__echo',
	bodyType: 'multipart',
	bodyParts: { parameters },
});
const download = (path: string, options: object = {}) => ({ path, options: { responseFormat: 'file', ...options } });
const requests = () => sandbox().sagi.counters().requests;

describe('n8n Binary File', () => {
	it('is sent byte for byte, with its own type', async () => {
		const [item] = await run(upload);
		expect(item?.json).toEqual({ name: 'new.png', type: 'image/png', bytes: BYTES.length, sha256: sha256(BYTES) });
	});

	it('takes the type that a header says, and the field that is named', async () => {
		const headers = { parameters: [{ name: 'content-type', value: 'application/x-photo' }] };
		const parameters = { ...upload, inputDataFieldName: 'scan', headers };
		const [item] = await run(parameters, [withFile(BYTES, 'a.png', 'scan')]);
		expect(item?.json).toMatchObject({ type: 'application/x-photo', sha256: sha256(BYTES) });
	});

	it('is sent again, the same, when the session is rejected in the middle', async () => {
		const credential = sagiCredential(sandbox());
		await run({ path: '/__echo' }, [{ json: {} }], { credential });
		sandbox().sagi.revoke({ kinds: ['access'] });
		const [item] = await run(upload, [withFile()], { credential });
		expect(item?.json).toMatchObject({ sha256: sha256(BYTES) });
		const sent = sandbox()
			.sagi.requests()
			.filter(({ operation }) => operation === 'takeFile');
		expect(sent.map(({ status }) => status)).toEqual([401, 200]);
	});

	it('goes with a session that the item brings, too', async () => {
		const [customer] = await runGigma(
			gigmaCredential(sandbox()),
			session('logIn', { ...DIGITS, returnTokens: true, accountFrom: 'item' }),
		);
		const accessToken = String(customer?.access_token);
		const parameters = { ...api('/__file/new.png', upload), path: '/__file/new.png', accountFrom: 'item', accessToken };
		const [sent] = await runGigma(gigmaCredential(sandbox()), parameters, { items: [withFile()] });
		expect(sent).toMatchObject({ sha256: sha256(BYTES) });
		const asked = { ...parameters, ...download('/__file/bill.pdf'), method: 'GET' };
		expect(await runGigma(gigmaCredential(sandbox()), asked)).toMatchObject([{ file_name: 'bill.pdf' }]);
	});

	it.each([
		[
			'of another name',
			withFile(BYTES, 'a', 'scan'),
			'Its files are in: scan. Enter one of these. Nothing has been sent.',
		],
		['at all', { json: {} }, expect.stringContaining('It has no file at all')],
	])('is refused before anything is sent where the item has none %s', async (_, item, description) => {
		const refused = run(upload, [item]);
		await expect(refused).rejects.toMatchObject({ message: 'The item has no file in "data"', description });
		expect(requests()).toBe(0);
	});

	it('is refused before anything is sent where it is too large', async () => {
		await expect(run(upload, [withFile(Buffer.alloc(64 * MB + 1))])).rejects.toThrow(
			'The file in "data" has 65 MB, and no more than 64 MB are sent',
		);
		expect(requests()).toBe(0);
	});

	it('fails for its item alone', async () => {
		const items = [withFile(), { json: {} }];
		const [good, bad] = await run(upload, items, { onError: 'continueRegularOutput' });
		expect(good?.json).toMatchObject({ sha256: sha256(BYTES) });
		expect(bad?.json).toMatchObject({ error: 'The item has no file in "data"' });
	});
});

describe('Form-Data', () => {
	const part = (name: string, value: string) => ({ parameterType: 'formData', name, value });
	const filePart = (name: string, inputDataFieldName = 'data') => ({
		parameterType: 'formBinaryData',
		name,
		inputDataFieldName,
	});

	it('is fields and files, as a service reads them', async () => {
		const parts = [part('title', 'Кот "и" пёс'), filePart('photo'), part('tag', 'a'), part('tag', 'b')];
		const text = { ...withFile(Buffer.from('строка\r\n--x'), 'за "1".txt') };
		text.binary!.data!.mimeType = 'text/plain';
		const [echo] = await run(multipart(...parts), [text]);
		const { body, headers } = echo?.json as { body: string; headers: Record<string, string> };
		const form = await new Response(body, { headers: { 'content-type': headers['content-type']! } }).formData();
		expect([form.get('title'), form.getAll('tag')]).toEqual(['Кот "и" пёс', ['a', 'b']]);
		const photo = form.get('photo') as File;
		expect([photo.name, photo.type, await photo.text()]).toEqual(['за "1".txt', 'text/plain', 'строка\r\n--x']);
	});

	it('refuses a part without a name, and files that have too much in all, before anything is sent', async () => {
		await expect(run(multipart(part(' ', 'a')))).rejects.toThrow('A body parameter has no name');
		const large = withFile(Buffer.alloc(33 * MB));
		await expect(run(multipart(filePart('a'), filePart('b')), [large])).rejects.toThrow(
			'The files of the form have more than 64 MB in all',
		);
		expect(requests()).toBe(0);
	});
});

describe('Response Format: File', () => {
	it('gives the file with its name and type, in the field that is named', async () => {
		const path = '/__file/%D1%81%D1%87%D1%91%D1%82%20%E2%84%961.pdf?bytes=300000';
		const [item] = await run(download(path, { outputField: 'bill' }));
		const { bill } = item?.binary ?? {};
		expect(bill).toMatchObject({ mimeType: 'application/pdf', fileExtension: 'pdf' });
		expect(Buffer.from(bill!.data, 'base64')).toEqual(Buffer.alloc(300_000, 7));
		expect(item?.json).toEqual({ file_name: bill?.fileName, file_size: '300 kB', mime_type: 'application/pdf' });
		expect(item?.pairedItem).toEqual({ item: 0 });
	});

	it('gives JSON and text byte for byte as well', async () => {
		const body = '{ "id": 1988850967616950272,  "price": 10.50 }';
		sandbox().sagi.addFault({ match: { path: '/__echo' }, status: 200, body });
		const [item] = await run(download('/__echo/offers.json'));
		expect(Buffer.from(item!.binary!.data!.data, 'base64').toString()).toBe(body);
		expect(item?.json).toMatchObject({ file_name: 'offers.json' });
	});

	it('adds status and headers with Full Answer, and gives a refusal with Never Error', async () => {
		const [whole] = await run(download('/__file/a.pdf', { fullAnswer: true }));
		expect(whole?.json).toMatchObject({
			status: 200,
			headers: { 'content-type': 'application/pdf' },
			file_name: 'a.pdf',
		});
		const [refusal] = await run(download('/__status/404', { neverError: true }));
		expect(refusal).toMatchObject({ json: { status: 404, body: { code: 404 } } });
		expect(refusal?.binary).toBeUndefined();
	});

	it('tells an error that is told with a success for its status, and renews for it', async () => {
		const credential = sagiCredential(sandbox());
		sandbox().sagi.setSettings({ rejection: '200' });
		await run({ path: '/__echo' }, [{ json: {} }], { credential });
		sandbox().sagi.revoke({ kinds: ['access'] });
		const [item] = await run(download('/__file/a.pdf'), [{ json: {} }], { credential });
		expect(item?.json).toMatchObject({ file_name: 'a.pdf' });
		sandbox().sagi.addFault({ match: { path: '/__file' }, status: 200, body: { code: 100, message: 'no such bill' } });
		await expect(run(download('/__file/a.pdf'))).rejects.toThrow('no such bill');
	});

	it('is told to be missing where nothing came', async () => {
		await expect(run(download('/__status/204'))).rejects.toMatchObject({
			message: 'Sagi answered without a file (HTTP 204)',
			description: expect.stringContaining('Take the option Response Format away'),
		});
		await expect(run({ ...download('/__file/a.pdf'), method: 'HEAD' })).rejects.toThrow('without a file (HTTP 200)');
	});

	it('is refused for a list of pages, before anything is sent', async () => {
		const paged = { ...download('/__file/a.pdf'), paging: 'pageNumber' };
		await expect(run(paged)).rejects.toThrow('A file does not come in pages');
		expect(requests()).toBe(0);
	});
});

describe('a file that does not come to its end', () => {
	const server = createServer((_, response) => {
		response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': '1000' });
		response.write('%PDF', () => setTimeout(() => response.destroy(), 20));
	});
	beforeAll(async () => await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
	afterAll(async () => await new Promise((resolve) => server.close(resolve)));

	it('is told to be cut off', async () => {
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const asked = runGigma(gigmaCredential(sandbox(), { baseUrl }), api('/bill', download('/bill')));
		await expect(asked).rejects.toThrow('Gigma closed the connection in the middle of its answer');
	});
});

it('lets Automatic find out how many files go side by side as little as what writes', () => {
	const { readsOnly } = apiRequest('/x');
	const panel = (method: string, responseFormat?: string) =>
		((name: string) => (name === 'method' ? method : { responseFormat })) as never;
	expect([panel('GET'), panel('GET', 'file'), panel('POST')].map((each) => readsOnly?.(each))).toEqual([
		true,
		false,
		false,
	]);
});
