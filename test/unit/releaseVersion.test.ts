import { checkRelease } from '../../playground/releaseVersion';

const changelog = (...headings: string[]) =>
	['# Changelog', ...headings.map((heading) => `## ${heading}`)].join('\n\n');
const check = (tag: string | undefined, ...headings: string[]) =>
	checkRelease({ version: '0.2.0', changelog: changelog(...headings), tag });

it.each([['[0.2.0] - 2026-11-25'], ['0.2.0 - 2026-11-25']])('a version with a date can be released: %s', (heading) => {
	expect(check('v0.2.0', heading, '[0.1.0] - 2026-01-02')).toBe('');
	expect(check(undefined, '[Unreleased]', heading)).toBe('');
});

it.each([
	['a word in place of the date', 'v0.2.0', ['0.2.0 - unreleased']],
	['no date', undefined, ['[0.2.0]']],
	['a day that is none', 'v0.2.0', ['[0.2.0] - 2026-13-41']],
	['another version', 'v0.2.0', ['[0.1.0] - 2026-01-02']],
	['no entry', undefined, []],
	['changes that have no version yet', 'v0.2.0', ['[Unreleased]', '[0.1.0] - 2026-01-02']],
	['another tag', 'v0.3.0', ['[0.2.0] - 2026-11-25']],
	['a tag without its v', '0.2.0', ['[0.2.0] - 2026-11-25']],
] as const)('%s is not released', (_, tag, headings) => {
	expect(() => check(tag, ...headings)).toThrow(/CHANGELOG\.md|tag/);
});

it('a dry run says what is left to do', () => {
	expect(check(undefined, '[Unreleased]', '[0.1.0] - 2026-01-02')).toContain('"[0.2.0] - YYYY-MM-DD"');
});
