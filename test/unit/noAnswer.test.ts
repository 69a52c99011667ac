import { AnswerError, cutOff, tooLarge, tooSlow } from '../../http/answerBody';
import { noAnswerAdvice, noAnswerOf } from '../../http/noAnswer';

/** What a person reads below the message, of a request of this method. */
const told = (error: unknown, method?: string) => noAnswerAdvice(noAnswerOf(error), method);
const LOOK = 'Look first whether the request was carried out.';

it.each<[string, unknown, string]>([
	['a port where nothing listens', { code: 'ECONNREFUSED' }, 'Nothing listens there: check the address'],
	['a host name that is not known', { code: 'ENOTFOUND' }, 'Check the host name of the address in the credential.'],
	['a name server that is away', { code: 'EAI_AGAIN' }, 'Try again later. If it stays, the network of this computer'],
	['a network without a way to it', { code: 'EHOSTUNREACH' }, 'Check the address in the credential. If it is right'],
	['a slow service', { code: 'ECONNABORTED' }, 'The service is slow, or out of reach: try again later.'],
	['a connection that was closed', { code: 'ECONNRESET' }, 'Try again later. If it stays, ask the service.'],
	['half an answer', cutOff(), 'Try again later. If it stays, ask the service.'],
	[
		'another kind of server',
		{ code: 'HPE_INVALID_CONSTANT' },
		'Another kind of server listens there: check host and port',
	],
	['a broken compression', { code: 'Z_DATA_ERROR' }, 'A proxy on the way may have broken it.'],
	['too large an answer', tooLarge(64 * 1024 * 1024), 'Ask for less at a time, e.g. page by page.'],
	['too slow a body', tooSlow(120_000), 'Ask for less at a time, e.g. page by page.'],
	['an answer with advice of its own', new AnswerError('answered', 'Do this.'), 'Do this.'],
	['whatever else', { code: 'EACCES' }, 'Check the address in the credential, or try again later.'],
])('%s: says what to do about it', (_, error, advice) => {
	expect(told(error)).toContain(advice);
});

describe('what became of the request', () => {
	it('is no question where it only reads', () => {
		for (const method of ['GET', 'HEAD', undefined])
			expect(told({ code: 'ECONNRESET' }, method)).not.toContain('carried out');
	});

	it.each(['ECONNRESET', 'ECONNABORTED', 'HPE_INVALID_CONSTANT', 'EACCES'])('is open after %s', (code) => {
		expect(told({ code }, 'POST')).toContain(LOOK);
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN'])(
		'is known after %s: there was no connection to send it on',
		(code) => expect(told({ code }, 'POST')).not.toContain('carried out'),
	);

	it('is known where the other side speaks no TLS, or an old one', () => {
		for (const message of ['wrong version number', 'unsupported protocol'])
			expect(told({ code: 'EPROTO', message }, 'DELETE')).not.toContain('carried out');
	});
});
