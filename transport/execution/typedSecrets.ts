import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/**
 * What an item has in the fields of an operation whose characters are hidden: passwords, PINs, codes and tokens. They are read when a
 * message is written, so that it is all one whether the operation has come to read them.
 * @returns each as it is and without what surrounds it; empty fields, and those that are not shown or can't be read, give nothing
 */
export const typedSecrets = (node: IExecuteFunctions, fields: INodeProperties[], itemIndex: number): string[] =>
	fields
		.filter(({ typeOptions }) => typeOptions?.password === true)
		.flatMap(({ name }) => {
			const text = String(read(node, name, itemIndex));
			return text.trim() === text ? [text] : [text, text.trim()];
		})
		.filter((text) => text !== '');

function read(node: IExecuteFunctions, name: string, itemIndex: number): unknown {
	try {
		return node.getNodeParameter(name, itemIndex, '');
	} catch {
		// The operation itself tells what is wrong with the field.
		return '';
	}
}
