// The editor is n8n's, and moves under a click. Of some thirty whole runs one failed in a way that none did before or after, so that
// a test has a second try; what the first one met, with the dialog's words, is printed all the same.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
