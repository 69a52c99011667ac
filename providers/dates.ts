const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?`;
/** `2030-01-31T12:00:00.5+05:00`, with a space for the T, slashes or dots for the hyphens, without a time, or without a zone. */
const ISO = new RegExp(
	String.raw`^(\d{4})([-/.])(\d\d)\2(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?${ZONE}$`,
	'i',
);
/** The same without signs: `20300131T120000Z`, `20300131120000`. */
const COMPACT = new RegExp(String.raw`^((?:19|20)\d\d)(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)${ZONE}$`, 'i');
/** `31.01.2030 12:00`: with dots the day comes first. */
const DOTTED = new RegExp(
	String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?[\sT]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?${ZONE}$`,
	'i',
);
/** `/Date(1800000000000)/`, with or without an offset, which changes nothing: ASP.NET's JSON. */
const ASP_NET = /^\/Date\((\d{12,14})(?:[+-]\d{4})?\)\/$/;
/** `Thu, 31 Jan 2030 12:00:00 GMT` (RFC 5322, section 3.3). */
const RFC_5322 = /^(?:[a-z]{3,9},?\s+)?\d{1,2}[ -][a-z]{3}[ -]\d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|Z|[+-]\d{4})$/i;

/** What a clock and a calendar show, each as a number. */
type Shown = [year: number, month: number, day: number, hour: number, minute: number, second: number];

/**
 * A date in Unix ms; `undefined` for what is none, or could be two, such as 01/12/2030.
 * @param zone the IANA name of the zone of a date that tells none; empty: the zone of this process
 */
export function dateTime(written: string, zone = ''): number | undefined {
	const text = written.trim();
	const [, year, , month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = ISO.exec(text) ?? [];
	if (year) {
		const at = timeAt(shown(year, month!, day!, hour, minute, second), offset ?? zone, offset !== undefined);
		return at === undefined ? undefined : at + Math.floor(Number(`0.${fraction || 0}`) * 1000);
	}
	const compact = COMPACT.exec(text);
	if (compact) {
		const [, ofYear = '', ofMonth = '', ofDay = '', h = '', m = '', s = '', told] = compact;
		return timeAt(shown(ofYear, ofMonth, ofDay, h, m, s), told ?? zone, told !== undefined);
	}
	const dotted = DOTTED.exec(text);
	if (dotted) {
		const [, ofDay = '', ofMonth = '', ofYear = '', h = '0', m = '0', s = '0', told] = dotted;
		return timeAt(shown(ofYear, ofMonth, ofDay, h, m, s), told ?? zone, told !== undefined);
	}
	const [, milliseconds] = ASP_NET.exec(text) ?? [];
	if (milliseconds) return Number(milliseconds);
	const time = RFC_5322.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(time) ? undefined : time;
}

const shown = (...parts: string[]): Shown => parts.map(Number) as Shown;

function timeAt(clock: Shown, zone: string, isOffset: boolean): number | undefined {
	const [year, month, day, hour, minute, second] = clock;
	const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
	const isDate = new Date(asUtc).getUTCDate() === day && month <= 12 && minute < 60 && second < 61;
	if (!isDate && hour !== 24) return undefined;
	if (isOffset) return asUtc - offsetMs(zone);
	if (zone === '') return new Date(year, month - 1, day, hour, minute, second).getTime();
	// The zone's clock at a first guess tells how far off the guess is; once more, since the clock may be put forward in between.
	const guess = asUtc - zoneLeadMs(asUtc, zone);
	return asUtc - zoneLeadMs(guess, zone);
}

function offsetMs(written: string): number {
	const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(written) ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** How far the clock of a zone is ahead of UTC at this moment, ms. */
function zoneLeadMs(time: number, zone: string): number {
	const format = new Intl.DateTimeFormat('en-US', {
		...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
		...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
	});
	const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
	const { year = 0, month = 1, day = 1, hour, minute, second } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000;
}

/** Whether there is a zone of this IANA name. */
export function isZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}
