import { Attempts, attemptsOf } from '../../nodes/shared/logInWithCode/attempts';

const SECOND = 1_000;
const HOUR = 3_600_000;

describe('what the person of one execution may try', () => {
	it('is five codes for a call, and then another call', () => {
		const attempts = new Attempts(0);
		for (let time = 1; time <= 5; time++) {
			expect(attempts.mayTry()).toBe(true);
			expect(attempts.notAccepted()).toBe(false);
		}
		expect(attempts.mayTry()).toBe(false);
		expect(attempts.mayCall(30 * SECOND)).toBe('yes');
		expect(attempts.mayTry()).toBe(false);
		attempts.called();
		expect(attempts.mayTry()).toBe(true);
	});

	it('is three calls, half a minute apart', () => {
		const attempts = new Attempts(0);
		expect(attempts.mayCall(29 * SECOND)).toBe('waitToCall');
		expect(attempts.mayCall(30 * SECOND)).toBe('yes');
		expect(attempts.mayCall(31 * SECOND)).toBe('waitToCall');
		expect(attempts.mayCall(60 * SECOND)).toBe('yes');
		expect(attempts.mayCall(HOUR)).toBe('noMoreCalls');
	});

	it('is no fewer calls for one that the service has refused, half a minute apart all the same', () => {
		const attempts = new Attempts(0);
		for (let time = 1; time <= 5; time++) {
			expect(attempts.mayCall(time * 30 * SECOND)).toBe('yes');
			attempts.notCalled();
			expect(attempts.mayCall(time * 30 * SECOND + 1)).toBe('waitToCall');
		}
	});

	it('is over after the fifth wrong code of the third call', () => {
		const attempts = new Attempts(0);
		for (const at of [30, 60]) expect(attempts.mayCall(at * SECOND)).toBe('yes');
		const given = Array.from({ length: 5 }, () => attempts.notAccepted());
		expect(given).toEqual([false, false, false, false, true]);
	});
});

describe('codes that are sent side by side', () => {
	const page = (news: string, isOver = false) => ({ page: { news, isOver }, output: { news } });

	it('are tried one at a time: who comes meanwhile reads the same page, and goes on with nothing', async () => {
		const attempts = new Attempts(0);
		const attempt = jest.fn(async () => page('tried'));
		const [first, second] = await Promise.all([attempts.oneAtATime(attempt), attempts.oneAtATime(attempt)]);
		expect(attempt).toHaveBeenCalledTimes(1);
		expect([first.output, second.output]).toEqual([{ news: 'tried' }, undefined]);
		expect(second.page).toEqual(first.page);
		await attempts.oneAtATime(attempt);
		expect(attempt).toHaveBeenCalledTimes(2);
	});

	it('are not tried after a log-in', async () => {
		const attempts = new Attempts(0);
		await attempts.oneAtATime(async () => page('done', true));
		const attempt = jest.fn(async () => page('again'));
		expect(await attempts.oneAtATime(attempt)).toEqual({ page: { news: 'done', isOver: true } });
		expect(attempt).not.toHaveBeenCalled();
	});
});

it('is forgotten after a day', () => {
	const first = attemptsOf('execution', 0);
	expect(attemptsOf('execution', 24 * HOUR)).toBe(first);
	expect(attemptsOf('another', 24 * HOUR + 1)).not.toBe(first);
	expect(attemptsOf('execution', 24 * HOUR + 1)).not.toBe(first);
});
