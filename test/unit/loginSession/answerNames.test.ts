import { namesIn } from '../../../providers/loginSession/answerNames';

const named = (body: object) => namesIn({ status: 200, headers: {}, body: body as never });

it('tells no more names than a person reads: by number, and by length', () => {
	const names = (count: number, length: number) =>
		Object.fromEntries(Array.from({ length: count }, (_, at) => [`field ${at} `.padEnd(length, 'x '), 1]));
	expect(named(names(3, 9))).not.toContain('and more');
	expect(named(names(20, 9)).split(', ')).toHaveLength(13);
	expect(named({ outer: names(12, 58) }).length).toBeLessThan(450);
	expect(named({ outer: names(12, 58) })).toMatch(/, and more$/);
});
