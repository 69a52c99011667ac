import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Account } from '../../../providers/types';
import type { Operation, OperationContext } from '../../../transport/execution/router';
import { forOperation, notice } from '../panel';
import { enteredNumber, isOn } from '../values';
import { LONGEST_WAIT_MIN } from './attempts';
import type { CodeLogIn } from './form';
import { relayPage } from './page';
import { formTextsOf } from './texts';

const codeNotice = notice(
	'waitNotice',
	'This calls the phone and waits for a person, who enters the digits at <code>{{ $execution.resumeUrl }}</code>: send them that address in a node before this one. When you run it by hand, the output of this node shows a link to the form. Leave "Retry On Fail" off.',
);

const waitFields: INodeProperties[] = [
	{
		displayName: 'Give Up After (Minutes)',
		name: 'giveUpAfter',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: LONGEST_WAIT_MIN },
		default: 10,
		hint: 'Then the item goes on as it came, without "logged_in"',
		description: 'How long to wait for the digits. After a log-in the output says logged_in: true.',
	},
	{
		displayName: 'Show Form to Caller',
		name: 'showForm',
		type: 'boolean',
		default: false,
		description:
			'Whether to answer the webhook or form that started this workflow with the form. The trigger must be set to respond with a node.',
	},
	{
		displayName: 'Form Language',
		name: 'formLanguage',
		type: 'options',
		options: [
			{ name: 'English', value: 'en' },
			{ name: 'Russian', value: 'ru' },
		],
		default: 'en',
		description: 'Language of the form that the person sees',
	},
	{
		displayName: 'Form Texts',
		name: 'formTexts',
		type: 'collection',
		placeholder: 'Add text',
		default: {},
		description: "Your own texts in place of the form's",
		options: [
			{ displayName: 'After the Log-In', name: 'done', type: 'string', default: '', placeholder: 'e.g. Welcome back' },
			{ displayName: 'Button', name: 'button', type: 'string', default: '', placeholder: 'e.g. Log in' },
			{ displayName: 'Label', name: 'label', type: 'string', default: '', placeholder: 'e.g. Last four digits' },
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				default: '',
				placeholder: 'e.g. Look at the number that has just called you',
			},
			{ displayName: 'Title', name: 'title', type: 'string', default: '', placeholder: 'e.g. Log in to the shop' },
		],
	},
];

/**
 * Session → Log In With Code: calls the phone and waits until somebody has entered the digits in the form (`answerCodeForm`).
 * @param fields what the log-in asks for besides the digits
 */
export const logInWithCode = <A extends Account>(
	{ assertMayKeep, call }: CodeLogIn<A>,
	fields: INodeProperties[],
): Operation<A> => ({
	description: forOperation('session', 'logInWithCode', [codeNotice, ...fields, ...waitFields]),
	async execute(context) {
		const until = new Date(Date.now() + patience(context) * 60_000);
		const [texts, showsForm] = [formTextsOf(context), isOn(context, 'showForm')];
		const person = context.personWait();
		await assertMayKeep(context);
		await call.execute(context);
		if (showsForm) await person.answerTrigger(relayPage(texts, person.formUrl));
		await person.waitUntil(until);
		return { waiting_until: until.toISOString() };
	},
});

/** @throws {@link InputError} for what is no time to wait */
function patience<A extends Account>(panel: Pick<OperationContext<A>, 'parameter'>): number {
	const minutes = enteredNumber(panel, 'giveUpAfter');
	if (minutes > 0 && minutes <= LONGEST_WAIT_MIN) return minutes;
	throw new InputError(
		`"Give Up After" is not a number of minutes up to ${LONGEST_WAIT_MIN}`,
		'giveUpAfter',
		'Enter a number such as 10. Nothing has been sent.',
	);
}
