import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { projectFolder } from '../../playground/packing';
import { readExample } from '../../playground/workspace';
import { sharedN8n } from '../n8n/support/shared';
import { Editor } from './editor';

const EXAMPLES = readdirSync(join(projectFolder, 'examples')).filter((file) => file.endsWith('.json'));
/** What lies over the nodes, and the canvas without the bars around it. */
const BUTTONS =
	'[data-test-id=canvas-controls], [data-test-id^="execute-workflow-button"], [aria-label="Select trigger node"], [data-test-id=canvas-handle-plus-wrapper], .vue-flow__panel';
const CANVAS = { x: 42, y: 84, width: 1180, height: 676 };
const client = sharedN8n();
let editor: Editor;

beforeAll(async () => (editor = await Editor.open()));
afterAll(async () => await editor?.close());

it.each(EXAMPLES)(
	'%s is on the canvas as a person imports it: every node known, and its notes beside it',
	async (file) => {
		const example = readExample(file);
		await editor.openWorkflow(await client.createWorkflow({ ...example, name: basename(file, '.json') }));
		const { page } = editor;
		const nodes = example.nodes.filter(({ type }) => !type.endsWith('stickyNote'));
		for (const { name } of nodes) await page.locator(`[data-node-name="${name}"]`).first().waitFor();
		expect(await page.getByTestId('sticky').count()).toBe(example.nodes.length - nodes.length);
		expect(await page.getByText('Unrecognized node type').count()).toBe(0);
		await page.getByTestId('zoom-to-fit').click();
		await page.addStyleTag({ content: `${BUTTONS} { visibility: hidden !important; }` });
		await editor.picture(`example-${basename(file, '.json')}`, CANVAS);
	},
);
