import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CipherAes256CBC } from 'n8n-core/dist/encryption/aes-256-cbc';
import type { Database } from '../../../../playground/database/database';

/** A session as n8n has stored it with a credential. */
export interface StoredSession {
	accessToken: string;
	refreshToken?: string;
	/** Unix ms. */
	issuedAt: number;
}

const TABLE = 'CREATE TABLE IF NOT EXISTS keyring_writes (id VARCHAR(36) NOT NULL, at DOUBLE PRECISION NOT NULL);';
const TRIGGER = 'TRIGGER keyring_count_writes AFTER UPDATE OF data ON credentials_entity';
/** Both databases take the time (Unix ms) of the statement itself, not of its transaction. */
const WATCH = {
	sqlite: `${TABLE}
		CREATE ${TRIGGER.replace('TRIGGER', 'TRIGGER IF NOT EXISTS')} BEGIN
			INSERT INTO keyring_writes VALUES (NEW.id, (julianday('now') - 2440587.5) * 86400000);
		END;`,
	postgres: `${TABLE}
		CREATE OR REPLACE FUNCTION keyring_count_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			INSERT INTO keyring_writes VALUES (NEW.id, extract(epoch FROM clock_timestamp()) * 1000);
			RETURN NULL;
		END $$;
		CREATE OR REPLACE ${TRIGGER} FOR EACH ROW EXECUTE FUNCTION keyring_count_write();`,
};

/** What the database says where it refuses a write. */
export const REFUSAL = 'the disk is full';

/** What n8n keeps of credentials, read from its database: how often they were written, and the sessions in them. */
export class CredentialStore {
	private constructor(
		private readonly database: Database,
		private readonly encryptionKey: string,
	) {}

	/**
	 * Begins to count the writes of all credentials, or goes on with it.
	 * @param userFolder of an n8n on this database that has been started, for its encryption key
	 */
	static async watch(database: Database, userFolder: string): Promise<CredentialStore> {
		await database.query(WATCH[database.dialect]);
		const { encryptionKey } = JSON.parse(readFileSync(join(userFolder, '.n8n', 'config'), 'utf8'));
		return new CredentialStore(database, encryptionKey as string);
	}

	/** How often these credentials were written since a moment (Unix ms), by a person as well as by n8n itself. */
	async writes(ids: string[], since: number): Promise<number> {
		const sql = `SELECT count(*) AS writes FROM keyring_writes WHERE id IN (${quoted(ids)}) AND at >= ${since}`;
		const [row] = await this.database.query<{ writes: number | string }>(sql);
		return Number(row!.writes);
	}

	/**
	 * From now on the database refuses to write this credential, or no longer.
	 * @throws Error on another database than SQLite
	 */
	async refuseWrites(id: string, refuses: boolean): Promise<void> {
		if (this.database.dialect !== 'sqlite') throw new Error('Only SQLite is made to refuse');
		await this.database.query('DROP TRIGGER IF EXISTS keyring_refuse_write;');
		if (!refuses) return;
		await this.database.query(`CREATE TRIGGER keyring_refuse_write BEFORE UPDATE ON credentials_entity
			WHEN OLD.id IN (${quoted([id])}) BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END;`);
	}

	/** The session that a credential has now. @throws Error when it has none */
	async session(id: string): Promise<StoredSession> {
		const { session } = await this.fields(id);
		if (!session) throw new Error(`Credential ${id} has no session`);
		return JSON.parse(session as string) as StoredSession;
	}

	/** What a credential holds now, in clear. */
	async fields(id: string): Promise<Record<string, unknown>> {
		const sql = `SELECT data FROM credentials_entity WHERE id IN (${quoted([id])})`;
		const [row] = await this.database.query<{ data: string }>(sql);
		return JSON.parse(new CipherAes256CBC().decrypt(row!.data, this.encryptionKey)) as Record<string, unknown>;
	}
}

const quoted = (ids: string[]): string => ids.map((id) => `'${id.replaceAll("'", "''")}'`).join(', ');
