import { sessionFrom, type Session } from '../../session/session';
import { CredentialReader } from '../../transport/credential/credentialReader';
import { accountFingerprint } from '../../http/credentialSnapshot';
import { HOUR } from '../support/account';
import { testEngine } from '../support/engine';
import { accountProvider } from '../support/workers/accountProvider';

const FIELDS = { login: 'person', password: 'secret', sessionCheck: '' };
const fingerprint = accountFingerprint(accountProvider as never, accountProvider.account(FIELDS) as never);
const session = (accessToken: string, of = fingerprint): Session =>
	sessionFrom({ accessToken, expiresAt: Date.now() + HOUR }, undefined, of, Date.now(), 0);

/** A reader of a credential that keeps this session. */
function readerOf(stored: Session) {
	const getCredentials = jest.fn(async () => ({ ...FIELDS, session: JSON.stringify(stored) }));
	const engine = testEngine();
	const reader = new CredentialReader({ getCredentials } as never, accountProvider as never, 'c1', engine);
	/** From now on one session leads to the other. */
	const replace = (older: Session, newer: Session) =>
		engine.sessions.records.apply(older, { type: 'superseded', by: newer, origin: 'logIn' });
	const token = async () => (await reader.read()).session?.accessToken;
	return { reader, token, replace, getCredentials };
}

describe('the session that a request went out with', () => {
	it('is used by those that follow, without a read', async () => {
		const { reader, token, getCredentials } = readerOf(session('stored 1'));
		await reader.carry(session('carried 1'));
		expect(await token()).toBe('carried 1');
		expect(getCredentials).toHaveBeenCalledTimes(1);
	});

	it('is not, where it is one of other settings', async () => {
		const { reader, token } = readerOf(session('stored 2'));
		await reader.carry(session('carried 2', 'other settings'));
		expect(await token()).toBe('stored 2');
	});

	it('leaves what was read as it is where it is the same', async () => {
		const { reader } = readerOf(session('stored 3'));
		const before = await reader.read();
		await reader.carry(before.session!);
		expect(await reader.read()).toBe(before);
	});

	it('is not, where what was read has replaced it', async () => {
		const [older, newer] = [session('older 4'), session('newer 4')];
		const { reader, token, replace } = readerOf(newer);
		replace(older, newer);
		await reader.carry(older);
		expect(await token()).toBe('newer 4');
	});

	it('stays where the credential is read again, and is behind', async () => {
		const [older, newer] = [session('older 5'), session('newer 5')];
		const { reader, token, replace } = readerOf(older);
		await reader.carry(newer);
		replace(older, newer);
		await reader.readAgain();
		expect(await token()).toBe('newer 5');
	});

	it('goes where the credential is read again, and has another', async () => {
		const { reader, token } = readerOf(session('stored 6'));
		await reader.carry(session('carried 6'));
		await reader.readAgain();
		expect(await token()).toBe('stored 6');
	});
});

describe('a read that fails', () => {
	const away = async () => Promise.reject(new Error('Connection terminated unexpectedly'));

	it('fails who asked for it, and nobody who comes later', async () => {
		const { reader, token, getCredentials } = readerOf(session('stored 7'));
		getCredentials.mockImplementationOnce(away);
		await expect(reader.read()).rejects.toThrow('terminated');
		expect(await token()).toBe('stored 7');
		await reader.carry(session('carried 7'));
		getCredentials.mockImplementationOnce(away);
		await expect(reader.readAgain()).rejects.toThrow('terminated');
		expect(await token()).toBe('carried 7');
	});

	it('fails nobody who comes later, where several fail together', async () => {
		const { reader, token, getCredentials } = readerOf(session('stored 11'));
		await reader.read();
		await reader.carry(session('carried 11'));
		for (let times = 0; times < 3; times++) getCredentials.mockImplementationOnce(away);
		const reads = await Promise.allSettled([reader.readAgain(), reader.readAgain(), reader.readAgain()]);
		expect(reads.map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
		expect(await token()).toBe('carried 11');
	});

	it('does not keep a due session from going out', async () => {
		const due = { ...session('stored 8'), expiresAt: Date.now() + 1_000 };
		const { reader, getCredentials } = readerOf(due);
		await reader.read();
		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now + 2_000);
		getCredentials.mockImplementationOnce(away);
		expect((await reader.readForRequest()).session?.accessToken).toBe('stored 8');
		expect(getCredentials).toHaveBeenCalledTimes(2);
	});

	it('does not touch what another has read meanwhile', async () => {
		const { reader, token, getCredentials } = readerOf(session('stored 9'));
		let fail = (): void => undefined;
		getCredentials.mockImplementationOnce(
			async () => await new Promise((_, reject) => (fail = () => reject(new Error('terminated')))),
		);
		const [first, second] = [reader.readAgain(), reader.readAgain()];
		fail();
		await expect(first).rejects.toThrow('terminated');
		await second;
		expect(await token()).toBe('stored 9');
		expect(getCredentials).toHaveBeenCalledTimes(2);
	});

	it('does not fail a request that was sent meanwhile', async () => {
		const { reader, getCredentials } = readerOf(session('stored 10'));
		getCredentials.mockImplementationOnce(away);
		await expect(reader.carry(session('carried 10'))).resolves.toBeUndefined();
	});
});
