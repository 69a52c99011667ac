/** Characters that a message of 160 takes: GSM 03.38, the basic table. */
const BASIC =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Those that take the place of two: the extension table. */
const DOUBLE = '\f^{}\\[~]|€';

/** In how many segments a text goes out, each paid for: one of 160 characters or several of 153; with others, e.g. Cyrillic, 70 and 67. */
export function segmentsOf(text: string): number {
	const characters = [...text];
	const isBasic = characters.every((one) => BASIC.includes(one) || DOUBLE.includes(one));
	const length = isBasic ? characters.length + characters.filter((one) => DOUBLE.includes(one)).length : text.length;
	const [single, part] = isBasic ? [160, 153] : [70, 67];
	return length <= single ? 1 : Math.ceil(length / part);
}
