'use strict';

/**
 * Runs SQL on n8n's database and prints the last statement's rows as JSON: `node query.cjs <place> <sql>`, where <place> is
 * `{ sqlite: file }` or `{ postgres: connection, driver: folder of pg }`, as JSON.
 * A program of its own because SQLite comes with Node 24, which n8n runs on, and the tests run on Node 20 as well.
 */
const BUSY_MS = 10_000;

async function onPostgres(sql, { postgres, driver }) {
	const { Client } = require(driver);
	const client = new Client(postgres);
	await client.connect();
	try {
		const results = [await client.query(sql)].flat();
		return results.at(-1).rows;
	} finally {
		await client.end();
	}
}

function onSqlite(sql, { sqlite }) {
	const { DatabaseSync } = require('node:sqlite');
	const database = new DatabaseSync(sqlite, { timeout: BUSY_MS });
	try {
		if (/^\s*select\b/i.test(sql)) return database.prepare(sql).all();
		database.exec(sql);
		return [];
	} finally {
		database.close();
	}
}

async function main([place, sql]) {
	const where = JSON.parse(place);
	console.log(JSON.stringify(await (where.sqlite ? onSqlite : onPostgres)(sql, where)));
}

main(process.argv.slice(2)).catch((error) => {
	console.error(error.message);
	process.exit(1);
});
