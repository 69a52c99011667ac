import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { CREDENTIAL } from '../../providers/hostWords';

const root = join(__dirname, '..', '..');
const FOLDERS = ['credentials', 'http', 'nodes', 'providers', 'session', 'transport'];

/** Where a message stands in what makes an error or a part of one: the number of the argument. */
const MAKERS: Record<string, number> = {
	AnswerError: 0,
	CredentialError: 0,
	Error: 0,
	InputError: 0,
	NodeOperationError: 1,
	NoTextError: 0,
	NotStoredError: 0,
	SessionError: 1,
	UserError: 0,
};
/** Functions of a file that are given, or that return, what comes after the provider's or the field's name. */
const REFUSING = 'refuse';
/** A credential test's own function: the message, and the advice behind it. */
const FAILING = 'failed';
const TELLING = ['networkReason', 'tlsReason', 'verdict'];

/** Expressions that hand on a message that was collected where it was made. */
const HANDED_ON = new Set(['message', 'what', 'error.message', 'asError(error)']);

/** A message as it stands in the code, `…` for what is put in. */
export interface Message {
	text: string;
	file: string;
}

/** What is put in, however much of it side by side, is one `…`. */
export const withoutValues = (text: string): string =>
	text
		.replace(/<[^>]+>/g, '…')
		.replace(/…+/g, '…')
		.trim();

/** What stands for a value: of the words that a host brings, n8n's own. */
const putIn = (value: ts.Expression): string => (value.getText() === 'CREDENTIAL' ? CREDENTIAL : '…');

/** The texts that an expression can give. @throws Error where that can't be read from the code */
function textsOf(expression: ts.Expression): string[] {
	if (ts.isStringLiteralLike(expression)) return [expression.text];
	if (ts.isConditionalExpression(expression))
		return [...textsOf(expression.whenTrue), ...textsOf(expression.whenFalse)];
	if (ts.isTemplateExpression(expression)) {
		const spans = expression.templateSpans.map(({ expression: value, literal }) => `${putIn(value)}${literal.text}`);
		return [expression.head.text + spans.join('')];
	}
	if (HANDED_ON.has(expression.getText()) || expression.getText() === 'undefined') return [];
	const constant = ts.isIdentifier(expression) ? constantOf(expression) : undefined;
	if (constant) return textsOf(constant);
	throw new Error(`A message that no table can hold: ${expression.getText()}`);
}

/** What a constant of the same file is. */
function constantOf(identifier: ts.Identifier): ts.Expression | undefined {
	const { text } = identifier;
	for (const statement of identifier.getSourceFile().statements) {
		if (!ts.isVariableStatement(statement)) continue;
		const found = statement.declarationList.declarations.find(({ name }) => name.getText() === text);
		if (found?.initializer) return found.initializer;
	}
	return undefined;
}

/** Every text that a function returns, whatever it looks at. */
function returnedBy(declaration: ts.FunctionDeclaration): string[] {
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isObjectLiteralExpression(node)) {
			for (const property of node.properties)
				if (ts.isPropertyAssignment(property)) texts.push(...textsOf(property.initializer));
		} else if (ts.isReturnStatement(node) && node.expression) {
			const returned = ts.isBinaryExpression(node.expression) ? node.expression.right : node.expression;
			texts.push(...textsOf(returned));
		}
		ts.forEachChild(node, visit);
	};
	visit(declaration);
	return texts;
}

function messagesIn(file: string): Message[] {
	const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true);
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isNewExpression(node)) {
			const argument = node.arguments?.[MAKERS[node.expression.getText()] ?? Infinity];
			if (argument) found.push(...textsOf(argument));
			// n8n's own error takes its message among the options.
			const options = node.expression.getText() === 'NodeApiError' ? node.arguments?.[2] : undefined;
			if (options && ts.isObjectLiteralExpression(options)) {
				for (const property of options.properties)
					if (ts.isPropertyAssignment(property) && property.name.getText() === 'message')
						found.push(...textsOf(property.initializer));
			}
		} else if (ts.isCallExpression(node) && node.expression.getText() === REFUSING) {
			found.push(...textsOf(node.arguments.at(-1)!));
		} else if (ts.isCallExpression(node) && node.expression.getText() === FAILING) {
			const [told] = node.arguments;
			if (told && ts.isTemplateExpression(told)) found.push(...textsOf(told).map((text) => text.replace(/\. …$/, '')));
		} else if (ts.isFunctionDeclaration(node) && TELLING.includes(node.name?.text ?? ''))
			found.push(...returnedBy(node));
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found.map((text) => ({ text: withoutValues(text), file }));
}

/** Every message that the package can make, read from its code. */
export function messagesOfTheCode(): Message[] {
	const files = FOLDERS.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => join(folder, name)),
	);
	return files.flatMap(messagesIn);
}
