'use strict';

const { spawn } = require('node:child_process');

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** npm hands a signal to the shell between it and us, which ends without telling us: a new parent shows that. */
function watchNpm(onOrphaned) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === parent) return;
    clearInterval(watch);
    onOrphaned();
  }, 500);
  return watch;
}

/**
 * Runs a program in the foreground and resolves to its exit code. Signals are passed on, except Ctrl-C in a terminal,
 * which the program receives from the terminal itself: twice would mean "at once".
 */
function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options });
    const forward = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of signals) process.on(signal, forward);
    const watch = watchNpm(() => child.kill('SIGTERM'));
    const done = () => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, forward);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      done();
      resolve(code ?? 128 + (signalNumbers[signal] ?? 0));
    });
  });
}

module.exports = { run };
