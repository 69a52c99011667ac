import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;

/**
 * The file in which one account's session is kept, encrypted. A session is written to `….next` in the very moment in which it is got, so
 * that a process that is killed after that has it; once it is on the disk, that takes the place of the file.
 * Shape: `{iv, tag, data}`, Base64, AES-256-GCM.
 */
export class SessionFile {
	readonly path: string;
	private readonly next: string;
	private readonly key: Buffer;
	private last: Promise<void> = Promise.resolve();
	private unsettled = 0;
	/** The descriptor of `….next`, opened ahead. */
	private ahead?: number;

	/** @param secret Node-RED's own for credentials */
	constructor(folder: string, accountId: string, secret: string) {
		this.path = join(folder, `${encodeURIComponent(accountId)}.json`);
		this.next = `${this.path}.next`;
		this.key = Buffer.from(hkdfSync('sha256', secret, accountId, 'keyring session', 32));
	}

	/** What is kept, if anything. @throws Error where it can't be read; what is damaged is put aside, so that the next session is kept again */
	async read(): Promise<string | undefined> {
		// The first encryption takes longest: not in the moment in which a session is got.
		this.encrypted('');
		const newer = await this.decryptedFrom(this.next).catch(() => undefined);
		if (newer !== undefined) return newer;
		return await this.decryptedFrom(this.path).catch(async (error: NodeJS.ErrnoException) => {
			if (error.syscall !== undefined) throw error;
			const aside = `${this.path}.unreadable`;
			await rename(this.path, aside).catch(() => undefined);
			throw new Error(`it is damaged, or Node-RED's credential secret has changed. It was put aside as ${aside}`);
		});
	}

	/** A session is about to come: opens its file, so that there is nothing left to do then but one write. */
	prepare(): void {
		// What is not settled yet stands in `….next`, and must not be emptied before there is something newer.
		if (this.ahead !== undefined || this.unsettled > 0) return;
		try {
			this.ahead = this.opened();
		} catch {
			// The write will say so.
		}
	}

	/** No session has come. */
	release(): void {
		if (this.ahead === undefined) return;
		closeSync(this.ahead);
		this.ahead = undefined;
		rmSync(this.next, { force: true });
	}

	/** Writes a session. @throws what the file system throws; then the file is as it was */
	async write(text: string): Promise<void> {
		const encrypted = this.encrypted(text);
		const file = this.ahead ?? this.opened();
		this.ahead = undefined;
		let isWritten = false;
		try {
			isWritten = writeSync(file, encrypted) === Buffer.byteLength(encrypted);
		} finally {
			closeSync(file);
			if (!isWritten) rmSync(this.next, { force: true });
		}
		if (!isWritten) throw new Error('ENOSPC: the disk took a part of it alone');
		this.unsettled++;
		const turn = this.last.then(async () => await this.settle()).finally(() => this.unsettled--);
		this.last = turn.catch(() => undefined);
		await turn;
	}

	async remove(): Promise<void> {
		await this.last;
		for (const path of [this.next, this.path]) await rm(path, { force: true });
	}

	/** @throws what the file system throws */
	private opened(): number {
		if (!existsSync(dirname(this.path))) mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
		return openSync(this.next, 'w', 0o600);
	}

	/** Puts what was written in the file's place, once it is on the disk. A write after it may have done so already. */
	private async settle(): Promise<void> {
		const file = await open(this.next, 'r+').catch((error: NodeJS.ErrnoException) => error);
		if (!('sync' in file)) return file.code === 'ENOENT' ? undefined : await Promise.reject(file);
		await file.sync().finally(async () => await file.close());
		await rename(this.next, this.path);
		await synced(dirname(this.path));
	}

	private async decryptedFrom(path: string): Promise<string | undefined> {
		return existsSync(path) ? this.decrypted(await readFile(path, 'utf8')) : undefined;
	}

	private encrypted(text: string): string {
		const iv = randomBytes(IV_BYTES);
		const cipher = createCipheriv(ALGORITHM, this.key, iv);
		const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
		const base64 = (bytes: Buffer) => bytes.toString('base64');
		return JSON.stringify({ iv: base64(iv), tag: base64(cipher.getAuthTag()), data: base64(data) });
	}

	private decrypted(text: string): string {
		const kept = JSON.parse(text) as Record<'iv' | 'tag' | 'data', string>;
		const bytes = (part: string) => Buffer.from(part, 'base64');
		const decipher = createDecipheriv(ALGORITHM, this.key, bytes(kept.iv));
		decipher.setAuthTag(bytes(kept.tag));
		return Buffer.concat([decipher.update(bytes(kept.data)), decipher.final()]).toString('utf8');
	}
}

/** Makes a rename last through a power cut. Windows has no way to sync a folder. */
async function synced(folder: string): Promise<void> {
	const opened = await open(folder, 'r').catch(() => undefined);
	await opened?.sync().catch(() => undefined);
	await opened?.close();
}
