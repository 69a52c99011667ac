import axios from 'axios';
import type { Browser, Page } from 'playwright-core';

import { TOURS } from '../../playground/tours';
import { letBeWatched } from '../../playground/watched';
import type { RemoteSandbox } from '../../sandbox/client';
import { shared, sharedN8n, sharedSandbox } from '../n8n/support/shared';
import { axeFindings } from './axe';
import { launchChromium } from './chromium';
import { recordMovingPicture } from './movingPicture';

const client = sharedN8n();
const watch = `${shared().sandbox.control}/watch`;
let sandbox: RemoteSandbox;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
	const credentials = new Map<string, { id: string; name: string }>();
	for (const { credential } of TOURS) {
		const wanted = credential(shared().sandbox);
		const saved = { ...wanted, name: `${wanted.name}, watched` };
		credentials.set(wanted.type, { id: await client.createCredential(saved), name: saved.name });
	}
	await letBeWatched(client, credentials, shared().sandbox, shared().n8n.url);
	browser = await launchChromium();
});
afterAll(async () => await browser?.close());
afterEach(async () => {
	await page.close();
	for (const service of [sandbox.sagi, sandbox.plusofon]) await service.reset();
});

async function open(options: { language?: string; colorScheme?: 'light' | 'dark'; width?: number } = {}) {
	const { language = 'en', colorScheme = 'light', width = 1240 } = options;
	page = await browser.newPage({ viewport: { width, height: 1000 }, colorScheme });
	await page.goto(`${watch}?lang=${language}`);
	await card('sagi').waitFor();
}

const card = (key: string) => page.locator(`[data-service=${key}]`);
const button = (key: string, action: string) => card(key).locator(`[data-action=${action}]`);
const count = (key: string, name: string) => card(key).locator(`[data-count=${name}]`);
const isCounted = async (key: string, name: string, value: number) =>
	await count(key, name).getByText(String(value), { exact: true }).waitFor();

/** Starts twenty executions. @returns waits until all so far have been served */
async function storm(key: string): Promise<() => Promise<void>> {
	const asked = Number(await card(key).locator('.executions').getAttribute('data-asked')) + 20;
	await button(key, 'storm').click();
	return async () => await card(key).locator(`[data-asked="${asked}"][data-ended="${asked}"]`).waitFor();
}

describe('the page to watch the sandbox by', () => {
	it('shows a session end, and twenty executions that go on: one renewal, no reload', async () => {
		await open();
		await (
			await storm('plusofon')
		)();
		await isCounted('plusofon', 'logIns', 1);
		await card('plusofon').locator('.sessions .valid meter').waitFor();
		await recordMovingPicture(page, 'never-noticed', async (frame) => {
			await frame(2);
			await button('plusofon', 'end').click();
			await card('plusofon').locator('.sessions .ended').waitFor();
			await frame(3);
			const areServed = await storm('plusofon');
			for (let times = 0; times < 6; times++) await frame(1);
			await areServed();
			await frame(5);
		});
		await isCounted('plusofon', 'refreshes', 1);
		await isCounted('plusofon', 'logIns', 1);
		await page.locator('#news .refresh').first().waitFor();
		expect((await sandbox.plusofon.counters()).logIns).toBe(1);
	});

	it('lets a session fall due: the next one lives for a minute', async () => {
		await open();
		await button('plusofon', 'short').click();
		await page.locator('[data-service=plusofon] [data-action=short][aria-pressed=true]').waitFor();
		await button('plusofon', 'storm').click();
		await card('plusofon').locator('.sessions .valid meter[max="60"]').waitFor();
	});

	it('lets renewals fail, and shows that nobody notices while the session is valid', async () => {
		await open();
		await (
			await storm('sagi')
		)();
		await button('sagi', 'failing').click();
		await page.locator('[data-service=sagi] [data-action=failing][aria-pressed=true]').waitFor();
		await (
			await storm('sagi')
		)();
		expect(await sandbox.sagi.getFaults()).toHaveLength(2);
		await button('sagi', 'failing').click();
		await page.locator('[data-service=sagi] [data-action=failing][aria-pressed=false]').waitFor();
		expect(await sandbox.sagi.getFaults()).toEqual([]);
	});

	it('shows what happened before the page was opened in the other language, and what to enter in a credential', async () => {
		await open();
		await (
			await storm('sagi')
		)();
		await page.locator('#news .logIn').first().waitFor();
		await page.locator('#languages a[lang=ru]').click();
		await page.locator('#news .logIn').getByText('Sagi: выполнен вход').first().waitFor();
		await card('gigma').locator('.entries summary').click();
		await card('gigma').getByText('sandbox-application-token').waitFor();
		await card('gigma').locator('[data-note=person]').waitFor();
	});

	it('sends what a trigger waits for to the address that is entered, and says how it was received', async () => {
		await open();
		await card('gigma').locator('.deliveries summary').click();
		await card('gigma').locator('.deliveries input').fill(`${shared().n8n.url}/webhook/nobody-listens/gigma`);
		await card('gigma').locator('[data-delivery=orderPaid]').click();
		await card('gigma').locator('[data-result]').getByText('Received with HTTP 404').waitFor();
	});

	it('is worked by keyboard alone', async () => {
		await open();
		await button('sagi', 'steady').focus();
		await page.keyboard.press('Enter');
		await page.locator('[data-service=sagi] [data-action=steady][aria-pressed=true]').waitFor();
		await isCounted('sagi', 'requests', 2);
		await page.keyboard.press('Space');
		await page.locator('[data-service=sagi] [data-action=steady][aria-pressed=false]').waitFor();
		await page.keyboard.press('Tab');
		expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('end');
	});

	it.each([
		['en', 'light', 1240],
		['en', 'dark', 1240],
		['ru', 'light', 1240],
		['ru', 'dark', 390],
	] as const)('has nothing for axe to find: %s, %s, %i px', async (language, colorScheme, width) => {
		await open({ language, colorScheme, width });
		await button('sagi', 'end').click();
		await (
			await storm('sagi')
		)();
		await page.locator('#news li').first().waitFor();
		expect(await page.locator('html').getAttribute('lang')).toBe(language);
		await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
		expect(await axeFindings(page)).toEqual([]);
		const widest = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(widest).toBeLessThanOrEqual(width);
	});
});

it('is refused to pages of other sites', async () => {
	page = await browser.newPage();
	const foreign = { headers: { origin: 'https://evil.example' }, validateStatus: () => true };
	expect((await axios.post(`${watch}/sagi/end`, undefined, foreign)).status).toBe(403);
});
