import 'reflect-metadata';

// n8n's core writes its log to the console otherwise.
process.env.N8N_LOG_LEVEL = 'silent';
