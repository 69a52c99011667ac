const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DELIMITERS = /[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/;

/** The time that a cookie's `Expires` tells, Unix ms (RFC 6265, section 5.1.1); `undefined` where it is to be ignored. */
export function cookieDate(written: string): number | undefined {
	let time: number[] | undefined;
	let day: number | undefined;
	let month: number | undefined;
	let year: number | undefined;
	for (const token of written.split(DELIMITERS)) {
		const [, hour, minute, second] = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)/.exec(token) ?? [];
		const number = /^\d+/.exec(token)?.[0] ?? '';
		const named = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
		if (!time && hour) time = [Number(hour), Number(minute), Number(second)];
		else if (day === undefined && [1, 2].includes(number.length)) day = Number(number);
		else if (month === undefined && named >= 0) month = named;
		else if (year === undefined && [2, 4].includes(number.length)) year = fullYear(Number(number));
	}
	if (!time || day === undefined || month === undefined || year === undefined) return undefined;
	const [hour = 0, minute = 0, second = 0] = time;
	const isTime = hour <= 23 && minute <= 59 && second <= 59;
	return day >= 1 && day <= 31 && year >= 1601 && isTime ? Date.UTC(year, month, day, hour, minute, second) : undefined;
}

function fullYear(year: number): number {
	if (year >= 70 && year <= 99) return year + 1900;
	return year <= 69 ? year + 2000 : year;
}
