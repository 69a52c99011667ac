import { dateTime, isZone } from '../../providers/dates';

const at = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0, ms = 0) =>
	Date.UTC(year, month - 1, day, hour, minute, second, ms);

it.each([
	['2030-01-31T12:00:00Z', at(2030, 1, 31, 12)],
	['2030-01-31T12:00:00.123456Z', at(2030, 1, 31, 12, 0, 0, 123)],
	['2030-01-31T12:00:00+05:00', at(2030, 1, 31, 7)],
	['2030-01-31 12:00:00-0330', at(2030, 1, 31, 15, 30)],
	['2030-01-31T12:00+05', at(2030, 1, 31, 7)],
	['2030-01-31 12:00:00 UTC', at(2030, 1, 31, 12)],
	['Thu, 31 Jan 2030 12:00:00 GMT', at(2030, 1, 31, 12)],
	['31-Jan-2030 12:00:00 GMT', at(2030, 1, 31, 12)],
	['2030/01/31 12:00:00Z', at(2030, 1, 31, 12)],
	['2030.01.31 12:00Z', at(2030, 1, 31, 12)],
	['31.01.2030 12:00:00 +03:00', at(2030, 1, 31, 9)],
	['31.01.2030T12:00Z', at(2030, 1, 31, 12)],
	['20300131T120000Z', at(2030, 1, 31, 12)],
	['20300131120000+0300', at(2030, 1, 31, 9)],
	['/Date(1896091200000)/', 1896091200000],
	['/Date(1896091200000+0300)/', 1896091200000],
])('%s', (written, time) => expect(dateTime(written)).toBe(time));

it.each([
	['12.01.2027', 'UTC', at(2027, 1, 12)],
	['1.2.2027 3:04:05', 'Asia/Almaty', at(2027, 1, 31, 22, 4, 5)],
	['31.01.2027, 12:00', 'Europe/Moscow', at(2027, 1, 31, 9)],
	['2027-06-01T12:00:00', 'Europe/Berlin', at(2027, 6, 1, 10)],
	['2027-01-01 12:00', 'Europe/Berlin', at(2027, 1, 1, 11)],
	['2027-06-01', 'Europe/Moscow', at(2027, 5, 31, 21)],
	['2027-06-01T12:00:00Z', 'Europe/Moscow', at(2027, 6, 1, 12)],
	// An hour before and after the clocks go forward.
	['2027-03-28T01:30:00', 'Europe/Berlin', at(2027, 3, 28, 0, 30)],
	['2027-03-28T03:30:00', 'Europe/Berlin', at(2027, 3, 28, 1, 30)],
])('%s in %s', (written, zone, time) => expect(dateTime(written, zone)).toBe(time));

it('is in the zone of the process where none is told', () => {
	expect(dateTime('2027-06-01T12:00:00')).toBe(new Date(2027, 5, 1, 12).getTime());
	expect(dateTime('12.01.2027')).toBe(new Date(2027, 0, 12).getTime());
});

it.each([
	...[
		'01/12/2030',
		'31.13.2030',
		'31.02.2030',
		'2030-13-01',
		'2030-02-30',
		'2030',
		'soon',
		'',
		'12',
		'1.2',
		'2030-1-1',
	],
	...[
		'Jan 2030',
		'1767225600',
		'2030-01-31T12:61:00Z',
		'12-01-2027',
		'2030/01-31',
		'20301331120000',
		'20300131',
		'/Date(x)/',
	],
])('%j is no date, or could be two', (written) => expect(dateTime(written)).toBeUndefined());

it('knows the zones', () => {
	expect(['Europe/Moscow', 'UTC', 'Moscow', ''].map(isZone)).toEqual([true, true, false, false]);
});
