import type { ParameterReader } from '../../../transport/execution/parameters';

/** The languages that the form speaks. */
export type Language = 'en' | 'ru';

/** What the form says. */
export interface FormTexts {
	language: Language;
	/** On the page that leads from the trigger to the form, and its link. */
	calling: string;
	open: string;
	title: string;
	text: string;
	label: string;
	button: string;
	again: string;
	/** After the log-in. */
	done: string;
	/** In place of what can't be said otherwise than to a person. */
	notAccepted: string;
	notDigits: string;
	calledAgain: string;
	waitToCall: string;
	noMoreCalls: string;
	tooManyTries: string;
	gaveUp: string;
	late: string;
	unreachable: string;
	failed: string;
}

/** The form's own words; those on top can be changed in the panel. */
const FORM_TEXTS: Record<Language, FormTexts> = {
	en: {
		language: 'en',
		calling: 'Your phone is being called. You need not answer: look at the number. The form opens by itself.',
		open: 'Enter the digits',
		title: 'Log in by phone call',
		text: 'Your phone has just been called. You need not answer: look at the number.',
		label: 'Last digits of the number that called',
		button: 'Log in',
		again: 'Call me again',
		done: 'You are logged in. You can close this page.',
		notAccepted: 'These digits were not accepted. Look at the number of the last call, or let us call again.',
		notDigits: 'Enter the digits alone, e.g. 0042.',
		calledAgain: 'Your phone is being called again. Only the digits of this call count now.',
		waitToCall: 'You were called a moment ago. Wait half a minute before the next call.',
		noMoreCalls: 'You were called three times: there are no more calls. Enter the digits of the last one.',
		tooManyTries: 'These digits were not accepted five times. Let us call again.',
		gaveUp: 'The digits were not accepted. Start again where you came from.',
		late: 'The time to enter the digits is over. Start again where you came from.',
		unreachable: 'The service could not be reached. Try again in a minute: the digits are still good.',
		failed: 'This did not work. Tell those who sent you here.',
	},
	ru: {
		language: 'ru',
		calling: 'Вам звонят. Отвечать не нужно: посмотрите на номер. Форма откроется сама.',
		open: 'Ввести цифры',
		title: 'Вход по звонку',
		text: 'Вам только что позвонили. Отвечать не нужно: посмотрите на номер.',
		label: 'Последние цифры номера, с которого звонили',
		button: 'Войти',
		again: 'Позвонить ещё раз',
		done: 'Вы вошли. Эту страницу можно закрыть.',
		notAccepted: 'Эти цифры не подошли. Посмотрите на номер последнего звонка или попросите позвонить ещё раз.',
		notDigits: 'Введите только цифры, например 0042.',
		calledAgain: 'Вам звонят ещё раз. Теперь подходят только цифры этого звонка.',
		waitToCall: 'Вам только что звонили. До следующего звонка подождите полминуты.',
		noMoreCalls: 'Вам звонили три раза, больше звонков не будет. Введите цифры последнего.',
		tooManyTries: 'Цифры не подошли пять раз. Попросите позвонить ещё раз.',
		gaveUp: 'Цифры не подошли. Начните заново с той страницы, с которой вы сюда попали.',
		late: 'Время для ввода цифр вышло. Начните заново с той страницы, с которой вы сюда попали.',
		unreachable: 'Сервис не отвечает. Попробуйте через минуту: цифры ещё действуют.',
		failed: 'Не получилось. Сообщите тем, кто дал вам эту ссылку.',
	},
};

/** What the form says in the panel's language, with the panel's own words. */
export function formTextsOf({ parameter }: { parameter: ParameterReader }): FormTexts {
	// An expression can give a number.
	const own = Object.entries(parameter<Partial<FormTexts>>('formTexts', {})).map(([name, text]) => [
		name,
		String(text),
	]);
	const filledIn = Object.fromEntries(own.filter(([, text]) => text !== '')) as Partial<FormTexts>;
	return { ...FORM_TEXTS[parameter<Language>('formLanguage', 'en')], ...filledIn };
}
