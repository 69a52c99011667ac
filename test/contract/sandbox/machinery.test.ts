import { SAGI_ACCOUNT, SAGI_IDS } from '../../../sandbox/sagi';
import { bearer, lastReason, plain, useSandbox } from './plain';

const held = useSandbox();
const credentials = { phone: SAGI_ACCOUNT.login, password: SAGI_ACCOUNT.password };
const http = () => plain(held.sandbox.sagi.url);
const tokenOf = async (): Promise<string> =>
	(await http().post('/api/v1/auth/business', credentials)).json().data.access_token;

test('the Date header and every expiry follow the clock', async () => {
	const { clock, sagi } = held.sandbox;
	clock.freeze('2030-01-02T03:04:05Z');
	sagi.setSettings({ accessLifetimeSeconds: 60 });
	const answer = await http().post('/api/v1/auth/business', credentials);
	expect(answer.headers.date).toBe('Wed, 02 Jan 2030 03:04:05 GMT');
	const { access_token, expire } = answer.json().data;
	expect(expire).toBe('2030-01-02T03:05:05Z');
	const status = async () => (await http().get(`/api/v1/branches/${SAGI_IDS.branch}`, bearer(access_token))).status;
	clock.advance(59_999);
	expect(await status()).toBe(200);
	clock.advance(1);
	expect(await status()).toBe(401);
	expect(sagi.requests().at(-1)).toMatchObject({ tokenState: 'expired', at: '2030-01-02T03:05:05.000Z' });
	clock.set({ offsetMs: -3_600_000 });
	const skewed = Date.parse(String((await http().get('/')).headers.date)) - Date.now();
	expect(Math.abs(skewed + 3_600_000)).toBeLessThan(3000);
	expect(() => clock.freeze('tomorrow')).toThrow('Not a point in time');
});

test('paths, methods and query keys that no document has', async () => {
	const { sagi } = held.sandbox;
	const auth = bearer(await tokenOf());
	const path = `/api/v1/branches/${SAGI_IDS.branch}`;
	expect([(await http().get('/api/v2', auth)).status, lastReason(sagi)]).toEqual([
		404,
		'/api/v2 is not a path of Sagi',
	]);
	expect([(await http().delete(path, auth)).status, lastReason(sagi)]).toEqual([
		405,
		`DELETE is not a method of ${path}`,
	]);
	expect((await http().get(`${path}?expand=1`, auth)).status).toBe(400);
	expect(lastReason(sagi)).toContain('"expand"');
	expect((await http().get(path)).status).toBe(401);
	expect(lastReason(sagi)).toBe('the header authorization is missing');
	expect((await http().get(path, { authorization: 'Basic abc' })).status).toBe(401);
	expect(lastReason(sagi)).toContain('not of the documented form');
	expect(sagi.counters()).toMatchObject({ refusedByDocument: 5, rejectedTokens: 0 });
});

test('a token in the URL is refused wherever it stands', async () => {
	const token = await tokenOf();
	const auth = bearer(token);
	for (const url of [
		`/__echo?x=${token}`,
		`/__echo/${token}`,
		'/__echo?a=1&access_token=x',
		`/api/v1/branches/1?token=${token}`,
	]) {
		expect((await http().get(url, auth)).status).toBe(400);
		expect(lastReason(held.sandbox.sagi)).toContain('URL');
	}
});

test('echo gives back what was sent, digit for digit, without secrets', async () => {
	const auth = bearer(await tokenOf());
	const text = '{"id": 9876543210987654321, "half": 1.50}';
	const answer = await http().post('/__echo/a/b?x=%2B7&x=+1&y[]=', text, {
		...auth,
		'content-type': 'application/json',
	});
	expect(answer.json()).toMatchObject({
		method: 'POST',
		path: '/__echo/a/b',
		rawQuery: 'x=%2B7&x=+1&y[]=',
		body: text,
	});
	expect(answer.json().headers.authorization).toBe('Bearer ***');
	expect((await http().get('/__echo')).status).toBe(401);
});

test('the journal masks secrets unless told to keep them', async () => {
	const { sagi } = held.sandbox;
	const auth = bearer(await tokenOf());
	await http().get('/__echo?password=qwerty', auth);
	const masked = JSON.stringify(sagi.requests());
	expect(masked).not.toContain(SAGI_ACCOUNT.password);
	expect(masked).not.toContain('qwerty');
	expect(masked).not.toContain(auth.authorization);
	const after = sagi.requests().at(-1)?.seq;
	sagi.setSettings({ journalSecrets: true });
	await http().get('/__echo', auth);
	const [entry, ...more] = sagi.requests(after);
	expect([entry.headers.authorization, more]).toEqual([auth.authorization, []]);
	expect((await tokenOf()) && sagi.requests().at(-1)?.body).toBe(JSON.stringify(credentials));
});

test('the OpenAPI description has the schemas that requests are checked with', async () => {
	for (const { url, provider } of held.sandbox.services) {
		const { paths, openapi } = (await plain(url).get('/openapi.json')).json();
		expect(openapi).toBe('3.1.0');
		const described = Object.values<Record<string, { summary: string }>>(paths).flatMap((one) => Object.values(one));
		for (const { id } of provider.operations) expect(described.map(({ summary }) => summary)).toContain(id);
	}
	const { paths } = (await plain(held.sandbox.sagi.url).get('/openapi.json')).json();
	const { post } = paths['/api/v1/auth/business'];
	expect(post.requestBody.content['application/json'].schema).toMatchObject({
		additionalProperties: false,
		required: ['phone', 'password'],
	});
	expect(paths['/api/v1/promoters/find'].get.description).toMatch(/^NOT in the provider's document/);
	expect(held.sandbox.sagi.counters().requests).toBe(0);
});

test('settings that do not exist or cannot be are refused', () => {
	const { sagi } = held.sandbox;
	expect(() => sagi.setSettings({ nonsense: 1 } as object)).toThrow('There is no setting "nonsense"');
	expect(() => sagi.setSettings({ envelope: 'box' as 'bare' })).toThrow('"bare", "code0", "code200"');
	expect(() => sagi.setSettings({ oneTimeRefresh: 'yes' as unknown as boolean })).toThrow('true or false');
	sagi.settings.accounts.length = 0;
	expect(sagi.settings.accounts).toHaveLength(2);
});

test('accounts can be replaced, and what is left out is as usual', async () => {
	const accounts = [{ login: 'other@example.com', password: 'x' }];
	held.sandbox.sagi.setSettings({ accounts: accounts as never });
	expect((await http().post('/api/v1/auth/business', credentials)).status).toBe(401);
	const answer = await http().post('/api/v1/auth/business', { phone: 'other@example.com', password: 'x' });
	expect(answer.data).toContain(`"branches":[${SAGI_IDS.branch},`);
});

test('a reset brings everything back', async () => {
	const { sagi, clock } = held.sandbox;
	const token = await tokenOf();
	sagi.setSettings({ envelope: 'code0', accounts: [] });
	sagi.addFault({ status: 500 });
	clock.advance(1_000_000);
	held.sandbox.reset();
	expect(sagi.counters().requests).toBe(0);
	expect(sagi.requests()).toEqual([]);
	expect(sagi.settings.envelope).toBe('code200');
	expect(clock.state().offsetMs).toBe(0);
	expect((await http().get('/__echo', bearer(token))).status).toBe(401);
	expect(await tokenOf()).toBeTruthy();
});
