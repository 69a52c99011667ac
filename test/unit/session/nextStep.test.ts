import { nextStep, type Facts, type History } from '../../../session/nextStep';

const history: History = { sends: 1 };
const facts: Facts = { isSuperseded: false, stored: 'notRead', isWorthRenewing: true };
const renewedAt = 1;

describe('a rejected request', () => {
	it.each<[string, Partial<History>, Partial<Facts>, ReturnType<typeof nextStep>]>([
		['looks at the store first', {}, {}, 'look'],
		['looks at the store first, however little a renewal promises', {}, { isWorthRenewing: false }, 'look'],
		['looks there after its renewal, too', { renewedAt }, {}, 'look'],
		['is sent with what superseded its session, without a look', {}, { isSuperseded: true }, 'send'],
		['is sent with that after its renewal, too', { renewedAt }, { isSuperseded: true }, 'send'],
		['is sent with another session that is stored', {}, { stored: 'another' }, 'send'],
		['is sent with that after its renewal, too', { renewedAt }, { stored: 'another' }, 'send'],
		[
			'is sent where that is stored, also if no renewal is worth it',
			{},
			{ stored: 'another', isWorthRenewing: false },
			'send',
		],
		['is sent with other settings', {}, { stored: 'edited' }, 'send'],
		['has its session renewed, where nothing else is stored', {}, { stored: 'same' }, 'renew'],
		['has it renewed once', { renewedAt }, { stored: 'same' }, 'giveUp'],
		['has it renewed once, at whatever moment that was', { renewedAt: 0 }, { stored: 'same' }, 'giveUp'],
		['has it not renewed in vain', {}, { stored: 'same', isWorthRenewing: false }, 'giveUp'],
		['is sent eight times', { sends: 7 }, { isSuperseded: true }, 'send'],
		['is sent no ninth time', { sends: 8 }, { isSuperseded: true }, 'giveUp'],
		['is sent no ninth time, whatever is stored', { sends: 8 }, { stored: 'edited' }, 'giveUp'],
		['is not looked up for a ninth time', { sends: 8 }, {}, 'giveUp'],
	])('%s', (_, tried, known, expected) => {
		expect(nextStep({ ...history, ...tried }, { ...facts, ...known })).toBe(expected);
	});
});
