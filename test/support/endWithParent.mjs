/**
 * Loaded into every process that a test starts. Its standard input is a pipe whose other end the test holds, and the
 * system closes that however the test's process ends. So no process outlives the tests, also where they were killed.
 */
process.stdin.on('error', end).on('end', end).on('close', end).resume();
process.stdin.unref();

function end() {
  process.kill(process.pid, 'SIGKILL');
}
