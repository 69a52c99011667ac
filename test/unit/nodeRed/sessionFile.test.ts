import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SessionFile } from '../../../node-red/runtime/sessionFile';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'session-file-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (secret = 'secret', id = 'a1') => new SessionFile(folder, id, secret);

it('gives back what was written, in another process too, and holds nothing in clear', async () => {
	await fileOf().write('{"accessToken":"tok-123456"}');
	expect(await fileOf().read()).toBe('{"accessToken":"tok-123456"}');
	const path = join(folder, 'a1.json');
	expect(readFileSync(path, 'utf8')).not.toContain('tok-123456');
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(readdirSync(folder)).toEqual(['a1.json']);
});

it('has nothing before the first write', async () => expect(await fileOf().read()).toBeUndefined());

it('has what was written last, of many writes side by side', async () => {
	const file = fileOf();
	await Promise.all(Array.from({ length: 20 }, async (_, index) => await file.write(`session ${index}`)));
	expect(await fileOf().read()).toBe('session 19');
	expect(readdirSync(folder)).toEqual(['a1.json']);
});

it('has a session from the moment in which it is got, before anything was waited for', async () => {
	await fileOf().write('before');
	const written = fileOf().write('after');
	expect(existsSync(join(folder, 'a1.json.next'))).toBe(true);
	expect(await fileOf().read()).toBe('after');
	await written;
});

it('has the session before where the next one was half written', async () => {
	await fileOf().write('before');
	const half = readFileSync(join(folder, 'a1.json'), 'utf8').slice(0, 40);
	writeFileSync(join(folder, 'a1.json.next'), half);
	expect(await fileOf().read()).toBe('before');
});

it.each([
	['half written', (whole: string) => whole.slice(0, whole.length / 2)],
	['changed', (whole: string) => whole.replace(/"data":"./, '"data":"!')],
	['empty', () => ''],
])('puts a file aside that is %s, and writes a new one', async (_how, damage) => {
	await fileOf().write('before');
	const path = join(folder, 'a1.json');
	writeFileSync(path, damage(readFileSync(path, 'utf8')));
	await expect(fileOf().read()).rejects.toThrow('a1.json.unreadable');
	expect(await fileOf().read()).toBeUndefined();
	await fileOf().write('after');
	expect(await fileOf().read()).toBe('after');
});

it('is read by nobody with another secret, nor as the session of another account', async () => {
	await fileOf().write('before');
	await expect(fileOf('other').read()).rejects.toThrow('it is damaged');
	await fileOf().write('before');
	writeFileSync(join(folder, 'b2.json'), readFileSync(join(folder, 'a1.json')));
	await expect(fileOf('secret', 'b2').read()).rejects.toThrow('it is damaged');
});

it('says so where the disk takes nothing, and keeps the session before', async () => {
	const file = new SessionFile('/dev/full', 'a1', 'secret');
	await expect(file.write('after')).rejects.toThrow(/ENOTDIR|EEXIST/);
});

it('leaves no file outside its folder, whatever an account is called', async () => {
	await fileOf('secret', '../../up').write('x');
	expect(readdirSync(folder)).toEqual(['..%2F..%2Fup.json']);
});

it('is gone once it was removed', async () => {
	await fileOf().write('before');
	await fileOf().remove();
	expect(readdirSync(folder)).toEqual([]);
});

describe('opened ahead', () => {
	it('still has the session before, and takes the new one', async () => {
		await fileOf().write('before');
		const file = fileOf();
		file.prepare();
		expect(await fileOf().read()).toBe('before');
		await file.write('after');
		expect(await fileOf().read()).toBe('after');
		expect(readdirSync(folder)).toEqual(['a1.json']);
	});

	it('leaves nothing behind where no session has come', async () => {
		await fileOf().write('before');
		const file = fileOf();
		file.prepare();
		file.release();
		expect(readdirSync(folder)).toEqual(['a1.json']);
		expect(await fileOf().read()).toBe('before');
	});

	it('does not empty what is not on the disk yet', async () => {
		const file = fileOf();
		const written = file.write('got just now');
		file.prepare();
		expect(await fileOf().read()).toBe('got just now');
		await written;
	});
});

it('keeps the session before where the disk is full, and says so', async () => {
	await fileOf().write('before');
	const path = join(folder, 'a1.json.next');
	// Every write to this device ends with ENOSPC, as on a disk without room.
	symlinkSync('/dev/full', path);
	await expect(fileOf().write('after')).rejects.toThrow('ENOSPC');
	expect(await fileOf().read()).toBe('before');
	await fileOf().write('later');
	expect(await fileOf().read()).toBe('later');
});
