import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';

import { projectFolder } from '../../playground/packing';
import { freePort } from '../../playground/ports';

/** What chance has to draw for this port. */
const drawnFor = (port: number): number => (port - 20_000 + 0.5) / 10_000;

/** A port that another process chooses, to which chance gives these numbers. */
async function chosenElsewhere(...drawn: number[]): Promise<number> {
	const code = `const drawn = ${JSON.stringify(drawn)};
		Math.random = () => drawn.shift();
		require('./playground/ports').freePort().then((port) => console.log(port));`;
	const args = ['--require', 'tsx/cjs', '--eval', code];
	const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: projectFolder });
	return Number(stdout);
}

it('gives a port to one process alone, also before its server listens', async () => {
	const [port, another] = [await freePort(), await freePort()];
	expect([port, another]).not.toContain(await chosenElsewhere(drawnFor(port), drawnFor(another), Math.random()));
});

it('passes over a port on which a server listens, until that has ended', async () => {
	const [port, another] = [await freePort(), await freePort()].map((chosen) => chosen - 1);
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	jest.spyOn(Math, 'random').mockReturnValueOnce(drawnFor(port)).mockReturnValueOnce(drawnFor(another));
	expect(await freePort()).toBe(another);
	await new Promise((closed) => server.close(closed));
	jest.spyOn(Math, 'random').mockReturnValueOnce(drawnFor(port));
	expect(await freePort()).toBe(port);
});
