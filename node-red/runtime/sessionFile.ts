import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;

/** What a session's file gave. */
export type Kept = { text: string } | { nothing: true } | { unreadable: string };

/**
 * The file in which one account's session is kept, encrypted. Whatever ends the process, it holds the session before or the one after.
 * Shape: `{iv, tag, data}`, Base64, AES-256-GCM.
 */
export class SessionFile {
	readonly path: string;
	private readonly key: Buffer;
	private last: Promise<unknown> = Promise.resolve();

	/** @param secret Node-RED's own for credentials */
	constructor(folder: string, accountId: string, secret: string) {
		this.path = join(folder, `${encodeURIComponent(accountId)}.json`);
		this.key = Buffer.from(hkdfSync('sha256', secret, accountId, 'keyring session', 32));
	}

	/** What is kept. A file that can't be read is put aside, so that the next session is kept again. */
	async read(): Promise<Kept> {
		const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
		if (text instanceof Error) return text.code === 'ENOENT' ? { nothing: true } : { unreadable: text.message };
		try {
			return { text: this.decrypted(text) };
		} catch {
			const aside = `${this.path}.unreadable`;
			await rename(this.path, aside).catch(() => undefined);
			return { unreadable: `it is damaged, or Node-RED's credential secret has changed. It was put aside as ${aside}` };
		}
	}

	/** Writes a session, one write after another. @throws what the file system throws; then the file is as it was */
	async write(text: string): Promise<void> {
		const turn = this.last.then(
			async () => await this.replaced(text),
			async () => await this.replaced(text),
		);
		this.last = turn;
		await turn;
	}

	async remove(): Promise<void> {
		await this.last.catch(() => undefined);
		await rm(this.path, { force: true });
	}

	private async replaced(text: string): Promise<void> {
		const folder = dirname(this.path);
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const next = `${this.path}.next`;
		const file = await open(next, 'w', 0o600);
		await file
			.writeFile(this.encrypted(text))
			.then(async () => await file.sync())
			.finally(async () => await file.close());
		await rename(next, this.path);
		await synced(folder);
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
