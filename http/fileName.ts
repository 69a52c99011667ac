import { headerValue } from '../providers/fields';

/** Longer names are a mistake, characters. */
const LONGEST = 200;

/**
 * How a file is called: as `Content-Disposition` says it (RFC 6266; also names in plain UTF-8, which Node reads as Latin 1), else by
 * the last part of the path that it came from. Never a folder.
 * @returns `undefined` where neither tells a name
 */
export function fileNameOf(headers: Record<string, unknown>, path: string): string | undefined {
	const said = String(headerValue(headers, 'content-disposition') ?? '');
	const [, encoded] = /filename\*\s*=\s*(?:utf-8|iso-8859-1)'[^']*'([^;]+)/i.exec(said) ?? [];
	const [, quoted, bare] = /filename\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;]+))/i.exec(said) ?? [];
	const named = unescaped(encoded?.trim()) ?? inUtf8(quoted?.replace(/\\(.)/g, '$1') ?? bare?.trim());
	return ownName(named) ?? ownName(unescaped(path.split(/[?#]/)[0]?.split('/').at(-1)));
}

function ownName(name: string | undefined): string | undefined {
	const own = (name?.split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}]+/gu, '').trim();
	return own === '' || own === '.' || own === '..' ? undefined : own.slice(-LONGEST);
}

function inUtf8(name: string | undefined): string | undefined {
	if (name === undefined) return undefined;
	const text = Buffer.from(name, 'latin1').toString('utf8');
	return text.includes('\uFFFD') || /[^\0-\xFF]/.test(name) ? name : text;
}

function unescaped(text: string | undefined): string | undefined {
	try {
		return text && decodeURIComponent(text);
	} catch {
		return text;
	}
}
