/** A part of a form: a field's text, or a file. */
export interface FormPart {
	name: string;
	value: string | { bytes: Uint8Array; fileName: string; type: string };
}

const LINE = '\r\n';

/** As browsers write names (HTML, "multipart/form-data encoding algorithm"). */
const quoted = (name: string): string => `"${name.replace(/\r\n|\r|\n/g, '%0D%0A').replaceAll('"', '%22')}"`;

/**
 * A form as `multipart/form-data` (RFC 7578), in UTF-8.
 * @param boundary stands between the parts, and nowhere in them
 */
export function multipartBody(parts: FormPart[], boundary: string): Buffer {
	const chunks = parts.flatMap(({ name, value }) => {
		const begin = `--${boundary}${LINE}Content-Disposition: form-data; name=${quoted(name)}`;
		if (typeof value === 'string') return [Buffer.from(`${begin}${LINE}${LINE}${value}${LINE}`)];
		const type = value.type.replace(/[\r\n]+/g, ' ');
		const head = `${begin}; filename=${quoted(value.fileName)}${LINE}Content-Type: ${type}${LINE}${LINE}`;
		return [Buffer.from(head), value.bytes, Buffer.from(LINE)];
	});
	return Buffer.concat([...chunks, Buffer.from(`--${boundary}--${LINE}`)]);
}
