/** Where a text begins, it may say in which charset it is written: XML's declaration, and HTML's `<meta>`. */
const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)|<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i;
/** How much of a text is searched for that, bytes (HTML, section 13.2.3.2). */
const SEARCHED = 1024;

/** Types that are files whatever their bytes look like. */
const FILE =
	/^\s*(image|audio|video|font)\/|^\s*application\/(octet-stream|pdf|zip|gzip|x-(gzip|tar|7z|rar|bzip)|vnd\.(ms|openxml|oasis)|msword|wasm)/i;

/** Control characters that no text has. */
const CONTROL = /[^\P{Cc}\t\n\f\r]/u;
/** What Russian services write without saying so, the likeliest first. */
const RUSSIAN = ['windows-1251', 'koi8-r', 'ibm866'];
/** How much of what is not ASCII must be Russian letters, and its own punctuation, so that it is taken for Russian. */
const MOSTLY = 0.7;

/**
 * An answer's bytes as text: in the charset that it declares in its type or in itself, else UTF-8, else one that Russian services use
 * without saying so, else the one of Western Europe.
 * @returns `undefined` where it is a file, or something else that is not text
 */
export function decodeText(bytes: Buffer, contentType: string): string | undefined {
	const [, inType] = /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType) ?? [];
	const head = bytes.subarray(0, SEARCHED);
	const [, inXml, inHtml] = head.includes('<') ? (DECLARED.exec(head.toString('latin1')) ?? []) : [];
	for (const charset of [markOf(bytes), inType, inXml ?? inHtml, 'utf-8']) {
		const text = charset && decoded(bytes, charset);
		if (text !== undefined && text !== '') return text;
	}
	if (bytes.length === 0) return '';
	return FILE.test(contentType) ? undefined : (damaged(bytes) ?? russian(bytes) ?? western(bytes));
}

/** UTF-8 of which some characters were cut in two, as PHP's `substr` does: more of them are whole. */
function damaged(bytes: Buffer): string | undefined {
	const text = bytes.toString('utf8');
	const whole = text.match(/[\u0080-\ufffc]|[\u{10000}-\u{10ffff}]/gu)?.length ?? 0;
	const cut = text.match(/\ufffd/g)?.length ?? 0;
	return whole >= 2 * cut && !CONTROL.test(text) ? text : undefined;
}

/** The charset of a byte order mark, or of UTF-16 without one. */
function markOf(bytes: Buffer): string | undefined {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	// JSON begins with two characters of ASCII (RFC 4627, section 3).
	const [one, two, three, four] = bytes;
	if (one && two === 0 && three && four === 0) return 'utf-16le';
	return one === 0 && two && three === 0 && four ? 'utf-16be' : undefined;
}

/** `undefined` for an unknown charset, or where it has no characters for these bytes. */
function decoded(bytes: Buffer, charset: string): string | undefined {
	try {
		return new TextDecoder(charset, { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

/** In the charset that makes most of it Russian words: small letters, and capitals where words begin. */
function russian(bytes: Buffer): string | undefined {
	const read = RUSSIAN.flatMap((charset) => {
		const text = decoded(bytes, charset);
		return text === undefined || CONTROL.test(text) ? [] : [{ text, share: shareOfWords(text) }];
	});
	const [best] = read.filter(({ share }) => share >= MOSTLY).sort((one, other) => rank(other) - rank(one));
	return best?.text;
}

/** The letters that make up two thirds of Russian. */
const COMMON = /[оеаинтсрвл]/gi;

/** Of several readings the one that has words, and in them the letters that are usual. */
function rank({ text, share }: { text: string; share: number }): number {
	const letters = text.match(/[а-яё]/gi)?.length ?? 0;
	return 2 * share + (text.match(COMMON)?.length ?? 0) / Math.max(1, letters);
}

const LETTER = 'A-Za-zА-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі';
const WORD = new RegExp(
	// The last: initials, and names that were written together, e.g. ИвановИИ, МосОблГаз.
	`(?<![${LETTER}])([А-ЯЁӘҒҚҢӨҰҮҺІ]?[а-яёәғқңөұүһі]+|[А-ЯЁӘҒҚҢӨҰҮҺІ]+|([А-ЯЁ][а-яё]{2,})+[А-ЯЁ]*)(?![${LETTER}])|[«»„“”–—…№\u00a0]`,
	'g',
);

function shareOfWords(text: string): number {
	const other = text.replace(/\p{ASCII}/gu, '').length;
	return other === 0 ? 0 : (text.match(WORD) ?? []).join('').length / other;
}

/** Accented letters between Latin ones, e.g. a name. */
function western(bytes: Buffer): string | undefined {
	const text = decoded(bytes, 'windows-1252');
	if (text === undefined || CONTROL.test(text)) return undefined;
	const other = text.replace(/\p{ASCII}/gu, '').length;
	const letters =
		text.match(/(?<=[A-Za-z])[\u00c0-\u00ff]{1,2}|[\u00c0-\u00ff]{1,2}(?=[A-Za-z])|[‘’“”–—…€°©®]/g) ?? [];
	return letters.join('').length / other >= MOSTLY ? text : undefined;
}
