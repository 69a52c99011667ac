import { exportCredentials } from '../../playground/client';
import { shared } from '../n8n/support/shared';
import { NODE_RED } from '../servers/kits/nodeRed';
import { pictureOfDialog } from './dialogPicture';
import { Editor } from './editor';

jest.setTimeout(180_000);

let nodeRed: Awaited<ReturnType<typeof NODE_RED.start>>;
let editor: Editor;

beforeAll(async () => {
	nodeRed = await NODE_RED.start();
	editor = await Editor.open();
});
afterAll(async () => {
	await editor?.close();
	await nodeRed?.stop();
});

/** What Node-RED's documentation of its admin API says, as the dialog takes it; the form as its `curl` example has it. */
const FORM = 'client_id=node-red-admin&grant_type=password&scope=*&username={username}&password={password}';

/** Empties a JSON field and leaves the cursor in it. */
async function clear(name: string): Promise<void> {
	await editor.field(name).locator('.cm-content').click();
	await editor.page.keyboard.press('Control+A');
	await editor.page.keyboard.press('Delete');
}

async function paste(text: string): Promise<void> {
	await editor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await editor.page.evaluate(async (copied) => await navigator.clipboard.writeText(copied), text);
	await editor.page.keyboard.press('Control+V');
}

async function openDialog(): Promise<void> {
	await editor.openNewCredential('Login Session API');
	await editor.field('baseUrl').waitFor();
}

/** What n8n has stored, decrypted: the editor's own view hides secrets. */
async function storedFields(id: string): Promise<Record<string, unknown>> {
	const all = await exportCredentials(shared().n8n.userFolder);
	return all.find((one) => one.id === id)!.data as Record<string, unknown>;
}

/** The fields that docs/login-session.md has in the table beside the picture. */
const IN_PICTURE = ['service', 'baseUrl', 'username', 'password', 'logInUrl', 'logInSendAs', 'logInData', 'testUrl'];

it('takes the log-in of Node-RED from its documentation, without a preset, and turns green', async () => {
	await openDialog();
	await editor.choose('service', 'Custom');
	await editor.fill('baseUrl', nodeRed.url);
	await editor.fill('username', NODE_RED.username!);
	await editor.fill('password', NODE_RED.password!);
	await editor.fill('logInUrl', '/auth/token');
	await editor.choose('logInSendAs', 'Form');
	await clear('logInData');
	await editor.page.keyboard.type(FORM);
	await editor.fill('testUrl', '/settings');
	const id = await editor.saveTaken();
	expect(await storedFields(id)).toMatchObject({ logInData: FORM, testUrl: '/settings' });
	await editor.passesTest();
	await editor.page.locator('.el-notification__closeBtn').first().click();
	await pictureOfDialog(editor, 'login-session-credential', IN_PICTURE);
	await editor.fill('password', 'wrong_password_9');
	await editor.saveTaken();
	await editor.page.getByText('More details').click();
	await editor.page
		.getByText(`${new URL(nodeRed.url).host} refused the log-in of`)
		.first()
		.waitFor();
});

describe.each([
	['typed', async (text: string) => await editor.page.keyboard.type(text)],
	['pasted', paste],
] as const)('markers that are %s', (_, enter) => {
	it('stay as they are: the editor makes no expressions of them', async () => {
		await openDialog();
		await editor.choose('service', 'Custom');
		await editor.fill('baseUrl', nodeRed.url);
		await editor.fill('username', NODE_RED.username!);
		await editor.fill('password', NODE_RED.password!);
		const texts = {
			logInUrl: '/auth/{realm}/token',
			refreshUrl: '/auth/{realm}/refresh',
			testUrl: '/users/{username}',
		};
		await editor.choose('renewWith', 'Refresh, Else Log-In');
		await editor.choose('carryAs', 'Template');
		await editor.field('moreSettings').locator('.el-switch, [role=switch]').first().click();
		for (const [name, text] of Object.entries(texts)) {
			await editor.field(name).locator('input').first().click();
			await enter(text);
		}
		const written = {
			logInData: '{ "user": "{username}", "pass": "{password}" }',
			refreshData: '{ "token": "{refreshToken}" }',
			carryTemplate: '{ "headers": { "X-Ticket": "{accessToken}" }, "query": { "t": "{csrf}" } }',
			logInHeaders: '{ "X-Client": "{client}" }',
			keep: '{ "csrf": "body.data.csrf" }',
		};
		for (const [name, text] of Object.entries(written)) {
			await clear(name);
			await enter(text);
		}
		const stored = await storedFields(await editor.saveTaken());
		const plain = Object.fromEntries(Object.keys(written).map((name) => [name, JSON.parse(String(stored[name]))]));
		expect(plain).toEqual(Object.fromEntries(Object.entries(written).map(([name, text]) => [name, JSON.parse(text)])));
		expect(stored).toMatchObject(texts);
	});
});
