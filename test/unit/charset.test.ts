import { Readable } from 'node:stream';

import { readBody } from '../../http/answerBody';
import { decodeText } from '../../http/charset';

/** The bytes of a text in a charset that Node only reads. */
function encoded(text: string, charset: string): Buffer {
	const decoder = new TextDecoder(charset);
	const byCharacter = new Map(
		Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
	);
	return Buffer.from([...text].map((character) => byCharacter.get(character) ?? 0x3f));
}

const TOKEN = '{"token":"tok1251abcdef","user":"Иванов"}';
const WORDS = '{"error":"Неверный логин или пароль. Попробуйте ещё раз"}';
const page = (declaration: string) => `<html><head>${declaration}</head><body>Вход не выполнен</body></html>`;

describe.each(['windows-1251', 'koi8-r', 'ibm866'])('%s', (charset) => {
	it.each([
		TOKEN,
		WORDS,
		'Доступ запрещён',
		'ОШИБКА: НЕТ ДОСТУПА',
		'<a>Заказ № 7 «Заря»</a>',
		'{"имя":"Пётр","city":"Уфа"}',
	])('is read without being told: %s', (text) => {
		const bytes = encoded(text, charset);
		// What the charset can't write is no matter here.
		const written = new TextDecoder(charset).decode(bytes);
		expect(decodeText(bytes, '')).toBe(written);
		expect(decodeText(bytes, 'application/json')).toBe(written);
		expect(decodeText(bytes, 'text/html; charset=utf-8')).toBe(written);
	});

	it.each([
		['its type in double quotes', `text/html; charset="${charset}"`, ''],
		['its type in single quotes', `text/html; charset='${charset}'`, ''],
		['its type with spaces', `text/html; Charset = ${charset.toUpperCase()}`, ''],
		['<meta charset>', 'text/html', `<meta charset="${charset}">`],
		['<meta http-equiv>', 'text/html', `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`],
	])('is read as declared in %s', (_, type, declaration) => {
		// Little Russian and many signs, so that nobody would guess it.
		const text = `${page(declaration)} ±°Я±°±°`;
		const bytes = encoded(text, charset);
		expect(decodeText(bytes, type)).toBe(new TextDecoder(charset).decode(bytes));
	});

	it.each([
		`<?xml version="1.0" encoding="${charset}"?><token>Я±°±</token>`,
		`<?xml version='1.0' encoding='${charset}' ?><a>Я±°±</a>`,
	])('is read as declared in %s', (text) => {
		const bytes = encoded(text, charset);
		expect(decodeText(bytes, 'text/xml')).toBe(new TextDecoder(charset).decode(bytes));
	});
});

it('reads a log-in of an old PHP, and the words of its errors', async () => {
	const body = (text: string) => Readable.from([encoded(text, 'windows-1251')]);
	expect(await readBody(body(TOKEN), { isText: true })).toEqual({ token: 'tok1251abcdef', user: 'Иванов' });
	expect(await readBody(body(WORDS), { contentType: 'application/json' })).toEqual(JSON.parse(WORDS));
});

it.each(['{"user":"ИвановИИ"}', '{"org":"МосОблГаз"}', '{"price":"100\u00a0руб."}'])('reads %s', (text) => {
	expect(decodeText(encoded(text, 'windows-1251'), '')).toBe(text);
});

it('reads UTF-8 of which a character was cut in two, and UTF-16 without a mark', () => {
	const whole = Buffer.from('{"error":"Неверный пароль"}');
	const cut = Buffer.concat([whole.subarray(0, whole.length - 3), whole.subarray(-2)]);
	expect(decodeText(cut, 'application/json; charset=utf-8')).toBe('{"error":"Неверный парол\ufffd"}');
	expect(decodeText(Buffer.from('{"a":"б"}', 'utf16le'), 'application/json')).toBe('{"a":"б"}');
	expect(decodeText(Buffer.from('{"a":"б"}', 'utf16le').swap16(), '')).toBe('{"a":"б"}');
});

it('reads Western letters, UTF-16 with its mark, and UTF-8 before anything else', () => {
	expect(decodeText(encoded('{"name":"José Müller"}', 'windows-1252'), '')).toBe('{"name":"José Müller"}');
	expect(decodeText(Buffer.from('\ufeff{"a":"б"}', 'utf16le'), '')).toBe('{"a":"б"}');
	expect(decodeText(Buffer.from('{"user":"Иванов"}'), 'application/json; charset=x-none')).toBe('{"user":"Иванов"}');
	expect(decodeText(Buffer.alloc(0), '')).toBe('');
});

it.each<[string, number[], string]>([
	['a picture', [0x89, 0x50, 0x4e, 0x47], 'image/png'],
	['a picture without a type', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00], ''],
	['packed bytes', [0x1f, 0x8b, 0x08, 0x00, 0xe0, 0xe1], 'application/json'],
	['bytes that look Russian, of a type of files', [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2], 'application/octet-stream'],
	['noise', [0xff, 0xa7, 0xb1, 0x80, 0xd8, 0x9d], ''],
])('%s is no text', (_, bytes, type) => expect(decodeText(Buffer.from(bytes), type)).toBeUndefined());
