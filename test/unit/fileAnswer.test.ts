import { Readable } from 'node:stream';

import { AnswerError } from '../../http/answerBody';
import { dropFile, limited, readFile } from '../../http/fileAnswer';
import { fileNameOf } from '../../http/fileName';
import { multipartBody } from '../../http/multipart';

const read = async (stream: AsyncIterable<Buffer>) => {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
};
const stream = (...chunks: string[]) => Readable.from(chunks.map((each) => Buffer.from(each)));

describe('an answer as a file', () => {
	it('is not read where its type tells that it is one', async () => {
		const body = stream('%PDF');
		expect(await readFile(body, 'application/pdf')).toEqual({ body: undefined, file: body });
		dropFile({ status: 200, headers: {}, body: undefined, file: body });
		expect(body.destroyed).toBe(true);
	});

	it.each(['application/json', 'text/html; charset=utf-8', 'application/problem+json', 'text/plain'])(
		'is read whole where it may tell of an error: %s',
		async (type) => {
			expect(await readFile(stream('{"code":', '1}'), type)).toEqual({
				body: { code: 1 },
				file: Buffer.from('{"code":1}'),
			});
		},
	);

	it('ends where it is larger than is taken', async () => {
		expect(await read(limited(stream('abc', 'def'), 6) as never)).toEqual(Buffer.from('abcdef'));
		const large = read(limited(stream('abc', 'defg'), 6) as never);
		await expect(large).rejects.toBeInstanceOf(AnswerError);
		await expect(large).rejects.toThrow('answered with more than');
	});
});

describe('how a file is called', () => {
	const named = (disposition: string, path = '/files/42?x=1') =>
		fileNameOf({ 'Content-Disposition': disposition }, path);
	const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

	it.each([
		['attachment; filename="a b.pdf"', 'a b.pdf'],
		['attachment; filename=a.pdf; size=3', 'a.pdf'],
		[`attachment; filename="x.pdf"; filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82.pdf`, 'счёт.pdf'],
		[`attachment; filename="${latin1('счёт.pdf')}"`, 'счёт.pdf'],
		['attachment; filename="caf\u00e9.pdf"', 'café.pdf'],
		[String.raw`attachment; filename="say \"hi\".txt"`, 'say "hi".txt'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		[String.raw`attachment; filename=C:\temp\a.pdf`, 'a.pdf'],
		['attachment; filename=".."', '42'],
		['inline', '42'],
		[`attachment; filename*=UTF-8''%E0%A4%A`, '%E0%A4%A'],
	])('%s', (disposition, name) => expect(named(disposition)).toBe(name));

	it('has no name where neither header nor path tells one', () => {
		expect(named('', '/')).toBeUndefined();
	});
});

describe('multipart/form-data', () => {
	it('is read by others as it was written, whatever the bytes', async () => {
		const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, at) => (at * 7) % 256));
		const parts = [
			{ name: 'a"\r\nb', value: 'x' },
			{ name: 'file', value: { bytes, fileName: 'a"\n.bin', type: 'application/x\r\nX-Evil: 1' } },
		];
		const body = multipartBody(parts, 'b-1');
		const form = await new Response(body, {
			headers: { 'content-type': 'multipart/form-data; boundary=b-1' },
		}).formData();
		const file = form.get('file') as File;
		expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
		expect(body.toString('latin1')).not.toContain('\r\nX-Evil');
	});
});
