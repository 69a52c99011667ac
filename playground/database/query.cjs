'use strict';

/**
 * Runs SQL on n8n's database and prints the last statement's rows as JSON: `node query.cjs <place> <sql>`, where <place> is
 * `{ sqlite: file, driver: folder of sqlite3 }` or `{ postgres: connection, driver: folder of pg }`, as JSON.
 * A program of its own: it runs on n8n's Node, whose SQLite it takes where there is one, else n8n's own driver.
 */
const { promisify } = require('node:util');

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

async function onSqlite(sql, { sqlite, driver }) {
	if (Number(process.versions.node.split('.')[0]) < 24) return await onSqlite3(sql, sqlite, driver);
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

async function onSqlite3(sql, file, driver) {
	const { Database } = require(driver);
	const database = new Database(file);
	database.configure('busyTimeout', BUSY_MS);
	const call = async (name, ...rest) => await promisify(database[name]).call(database, ...rest);
	try {
		if (/^\s*select\b/i.test(sql)) return await call('all', sql);
		await call('exec', sql);
		return [];
	} finally {
		await call('close');
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
